import { areaOf, type Definition, existsOn } from '@onewindow/tenant'
import type { Field } from '../field.ts'
import {
  SURVEY_RELATIONS,
  type SurveyBirth,
  type SurveyEnrolment,
  type SurveyFact,
  type SurveyHousehold,
  type SurveyMember,
} from '../household-input.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import type { AnswerReader, Value } from './answer.ts'
import type { Column } from './header.ts'
import { type Stated, withoutEchoes, wrongRelations } from './relatives.ts'
import { isEmpty, type Row } from './row.ts'

export interface Reading {
  readonly definition: Definition
  readonly columns: readonly Column[]
  /** The columns' fields, in their order. */
  readonly fields: readonly Field[]
  /** What the column of each field is called, by the field's id. */
  readonly names: ReadonlyMap<string, string>
  readonly answers: AnswerReader
  readonly today: string
  readonly demo: boolean
}

const LARGEST = 60

/** The household that rows of a file tell, or all that is wrong with them. Nothing but the rows is looked at. */
export function readHousehold(
  rows: readonly Row[],
  reading: Reading,
): { readonly household: SurveyHousehold } | { readonly problems: readonly Problem[] } {
  const { definition, columns, fields, names, answers, today } = reading
  const problems: Problem[] = rows.flatMap(({ faults = [] }) => faults)
  const said: Map<string, Value>[] = rows.map(readRow)
  const [first = new Map<string, Value>()] = said
  const firstRow = rows[0]

  if (problems.length === 0) checkRequired()
  const house = houseAnswers()
  const visitedOn = text(house, 'household.visited_on')
  checkHouse()
  const people = said.map((answered, row) => ({ row, answered, key: text(answered, 'member.key') }))
  const birthsOf = new Map(people.map(({ key, row, answered }) => [key, birthOf(row, answered)]))
  const stated = withoutEchoes(people.flatMap(statedBy))
  checkPeople()
  // What follows is about whole households: of one that is half read it would say what is not so.
  if (problems.length === 0) checkRelations()
  if (problems.length > 0) return { problems: once(problems) }

  const optional = <Key extends string>(name: Key, id: string) => {
    const value = text(house, id)
    return (value === '' ? {} : { [name]: value }) as { readonly [Each in Key]?: string }
  }
  return {
    household: {
      idempotencyKey: `survey:${text(house, 'household.instance')}`,
      area: text(house, 'household.area'),
      ...optional('village', 'household.village'),
      ...optional('address', 'household.address'),
      ...optional('language', 'household.language'),
      consent: true,
      occurredOn: visitedOn,
      members: people.map(({ row, answered, key }) => memberOf(answered, key, row)),
      relationships: stated.map(({ person, relation, relative }) => ({ person, relation, relative })),
      facts: factsOf(house, 'household'),
      enrolments: enrolmentsOf(house, 'household'),
    },
  }

  function report(row: number, code: ProblemCode, id?: string, values?: Problem['values']) {
    const line = rows[row]?.line ?? firstRow?.line ?? 1
    const column = id === undefined ? undefined : (names.get(id) ?? id)
    problems.push({ line, ...(column === undefined ? {} : { column }), code, ...(values ? { values } : {}) })
  }

  function readRow(row: Row, index: number): Map<string, Value> {
    const answered = new Map<string, Value>()
    if (row.faults?.some(({ column }) => column === undefined)) return answered
    // A workbook leaves out empty cells at the end; whatever stands beyond the header is shifted in any format.
    const misses = !row.nested && row.numeric === undefined && row.cells.length < columns.length
    if (misses || !isEmpty(row.cells.slice(columns.length))) {
      report(index, 'CELL_COUNT', undefined, { found: row.cells.length, expected: columns.length })
      return answered
    }
    for (const [position, column] of columns.entries()) {
      const cell = row.cells[position] ?? ''
      if (cell.trim() === '') continue
      if (!column.field) {
        if (column.is === 'synthetic' && !reading.demo) report(index, 'SYNTHETIC_HOUSEHOLD')
        continue
      }
      const read = answers.read(column.field, cell, row.numeric?.has(position) ?? false)
      if ('value' in read) answered.set(column.field.id, read.value)
      else report(index, read.code, column.field.id, read.values)
    }
    return answered
  }

  function checkRequired() {
    for (const { id, of } of fields.filter(({ required }) => required))
      for (const [row, answered] of said.entries())
        if (!answered.has(id) && (of === 'member' || row === 0)) report(row, 'FIELD_REQUIRED', id)
  }

  /** The household's own answers: those of its first row, which the others may repeat. */
  function houseAnswers(): ReadonlyMap<string, Value> {
    for (const { id } of fields.filter(({ of }) => of === 'household'))
      for (const [row, answered] of said.entries())
        if (row > 0 && answered.has(id) && answered.get(id) !== first.get(id) && !hasProblem(0, id))
          report(row, 'CELLS_DIFFER', id)
    return first
  }

  function hasProblem(row: number, id: string): boolean {
    return problems.some(({ line, column }) => line === rows[row]?.line && column === (names.get(id) ?? id))
  }

  function checkHouse() {
    if (house.get('household.consent') === false) report(0, 'CONSENT_REQUIRED', 'household.consent')
    const id = text(house, 'household.area')
    const area = areaOf(definition, id)
    if (area && !existsOn(area, today)) report(0, 'UNKNOWN_AREA', 'household.area', { id, date: today })
    for (const { id: asked, about } of fields)
      for (const [row, answered] of said.entries())
        if (about?.kind === 'programme' && about.from !== undefined && answered.has(asked))
          if (visitedOn !== '' && visitedOn < about.from)
            report(row, 'ENROLMENT_TOO_EARLY', asked, { id: about.id, from: about.from })
    if (rows.length > LARGEST) report(0, 'MEMBERS_COUNT', undefined, { most: LARGEST })
  }

  function checkPeople() {
    const keys = new Set<string>()
    const numbers = new Set<string>()
    for (const { row, answered, key } of people) {
      if (key !== '' && keys.has(key)) report(row, 'KEY_TWICE', 'member.key')
      keys.add(key)
      for (const { id, answer } of fields) {
        const value = answered.get(id)
        if (answer.type !== 'identifier' || value === undefined) continue
        const number = `${answer.kind.id} ${value}`
        if (numbers.has(number)) report(row, 'DOCUMENT_TWICE', id)
        numbers.add(number)
      }
    }
  }

  function checkRelations() {
    const heads = people.filter(({ answered }) => answered.get('member.role') === 'head').length
    if (heads !== 1) report(0, 'HEAD_COUNT', 'member.role', { count: heads })
    const relatives = people.map(({ key, answered }) => {
      const birth = birthsOf.get(key)
      return [key, { key, sex: text(answered, 'member.sex'), ...(birth ? { birth } : {}) }] as const
    })
    for (const { link, code } of wrongRelations(stated, new Map(relatives), today))
      report(
        link.row,
        code,
        `member.${link.relation}`,
        code === 'UNKNOWN_MEMBER' ? { key: link.relative.slice(0, 80) } : undefined,
      )
  }

  function statedBy({ row, answered, key }: (typeof people)[number]): Stated[] {
    return SURVEY_RELATIONS.flatMap((relation) => {
      const value = answered.get(`member.${relation}`)
      const relatives = value === undefined ? [] : Array.isArray(value) ? value : [String(value)]
      return relatives.map((relative: string) => ({ row, person: key, relation, relative }))
    })
  }

  function memberOf(answered: ReadonlyMap<string, Value>, key: string, row: number): SurveyMember {
    const birth = birthsOf.get(key) ?? birthOf(row, answered)
    const parentName = text(answered, 'member.parent_name')
    return {
      key,
      name: text(answered, 'member.name'),
      ...(parentName === '' ? {} : { parentName }),
      sex: text(answered, 'member.sex') as SurveyMember['sex'], // one of the options of its field
      ...(birth ? { birth } : {}),
      role: text(answered, 'member.role') as SurveyMember['role'], // one of the options of its field
      presence: (text(answered, 'member.presence') || 'resident') as SurveyMember['presence'], // likewise
      identifiers: fields.flatMap(({ id, answer }) =>
        answer.type === 'identifier' && answered.has(id)
          ? [{ kind: answer.kind.id, number: text(answered, id) }]
          : [],
      ),
      facts: factsOf(answered, 'member'),
      enrolments: enrolmentsOf(answered, 'member'),
    }
  }

  function birthOf(row: number, answered: ReadonlyMap<string, Value>): SurveyBirth | undefined {
    const [date, year, age] = ['birth_date', 'birth_year', 'age'].map((id) => answered.get(`member.${id}`))
    if ([date, year, age].filter((value) => value !== undefined).length > 1) {
      report(row, 'BIRTH_SAID_TWICE', 'member.birth_date')
      return undefined
    }
    if (date !== undefined) return { date: String(date) }
    if (typeof year === 'number') return { year }
    if (typeof age !== 'number') return undefined
    // The visit may be years ago, and registration counts an age from its own day.
    return { estimatedAge: age + Number(today.slice(0, 4)) - Number((visitedOn || today).slice(0, 4)) }
  }

  function factsOf(answered: ReadonlyMap<string, Value>, of: Field['of']): SurveyFact[] {
    return fields.flatMap((field): SurveyFact[] => {
      const value = answered.get(field.id)
      if (field.of !== of || field.about?.kind !== 'fact' || value === undefined) return []
      const { id, round, given } = field.about
      return [
        {
          fact: id,
          ...factValue(field, value),
          ...(round === undefined ? {} : { round }),
          observedOn: visitedOn,
          source: given ? 'import' : 'family',
        },
      ]
    })
  }

  function enrolmentsOf(answered: ReadonlyMap<string, Value>, of: Field['of']): SurveyEnrolment[] {
    return fields.flatMap(({ about, id, of: subject }): SurveyEnrolment[] => {
      const enrolled = answered.get(id)
      if (subject !== of || about?.kind !== 'programme' || typeof enrolled !== 'boolean') return []
      return [{ programme: about.id, enrolled, level: 'declared', asOf: visitedOn }]
    })
  }
}

function factValue(
  { answer }: Field,
  value: Value,
): Pick<SurveyFact, 'boolean' | 'number' | 'choice' | 'date' | 'year'> {
  if (typeof value === 'boolean') return { boolean: value }
  if (typeof value === 'number') return { year: value }
  if (answer.type === 'number') return { number: String(value) }
  return answer.type === 'choice' ? { choice: String(value) } : { date: String(value) }
}

/** The text of an answer; empty where there is none. */
function text(answered: ReadonlyMap<string, Value>, id: string): string {
  const value = answered.get(id)
  return value === undefined ? '' : String(value)
}

const once = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
]
