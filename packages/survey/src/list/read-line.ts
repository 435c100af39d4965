import { type Definition, existsOn, type ListedState } from '@onewindow/tenant'
import type { Answer, Field } from '../field.ts'
import { areaOptions } from '../fields.ts'
import { foldLabel } from '../fold-label.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import { createAnswerReader, type Value } from '../read/answer.ts'
import type { Row } from '../read/row.ts'
import type { ColumnKey } from './list-columns.ts'
import type { ListFile } from './list-file.ts'

/** What a line of a list says. */
export interface ListedLine {
  readonly line: number
  readonly programme: string
  readonly status: ListedState
  readonly name: string
  readonly parentName?: string
  /** Any area at or under an operating one. */
  readonly area?: string
  readonly village?: string
  readonly documents: readonly { readonly kind: string; readonly number: string }[]
  /** In the currency’s unit: `10500.00`. */
  readonly amount?: string
  /** Of a decision. */
  readonly number?: string
  readonly decidedOn?: string
}

type Read = ListedLine | { readonly problems: readonly Problem[] }

/** Reads lines of a list; each comes out whole, or with everything that is wrong with it. */
export function createLineReader(file: ListFile): (row: Row) => Read {
  const { definition, asOf, options, columns } = file
  const { layout, today, demo } = options
  const answers = createAnswerReader(definition, { today, demo })
  const fields = fieldsOf(definition, file)
  const status = coded(layout.status?.codes ?? {})
  const programmes = coded(typeof layout.programme === 'string' ? {} : layout.programme.codes)
  const areas = new Map(definition.areas.map((area) => [area.id, area]))
  const known = new Map(definition.programmes.map((programme) => [programme.id, programme]))

  return (row) => {
    const problems: Problem[] = [...(row.faults ?? [])]
    const width = columns.names.length
    const torn = row.numeric === undefined ? row.cells.length !== width : row.cells.length > width
    if (torn && problems.length === 0)
      problems.push({
        line: row.line,
        code: 'CELL_COUNT',
        values: { expected: width, found: row.cells.length },
      })
    if (problems.length > 0) return { problems }

    const said = new Map<ColumnKey, Value>()
    for (const [key, field] of fields) {
      const cell = cellOf(row, key)
      if (cell === '') continue
      const index = columns.at.get(key) ?? -1
      const answered = answers.read(field, cell, row.numeric?.has(index) ?? false)
      if ('value' in answered) said.set(key, answered.value)
      else report(key, answered.code, answered.values)
    }
    const text = (key: ColumnKey) => (said.has(key) ? String(said.get(key)) : undefined)
    const programme = codeOf('programme', programmes, layout.programme)
    const state = codeOf('status', status, layout.kind === 'enrolments' ? 'enrolled' : 'approved')
    const name = text('name')
    if (name === undefined && cellOf(row, 'name') === '') report('name', 'FIELD_REQUIRED')
    const area = areaOf(text('area'))
    const number = text('number')
    if (layout.columns.number && number === undefined && cellOf(row, 'number') === '')
      report('number', 'FIELD_REQUIRED')
    const decidedOn = text('decidedOn')
    const { from } = known.get(programme ?? '') ?? {}
    if (programme !== undefined && from !== undefined && (decidedOn ?? asOf) < from)
      report('programme', 'ENROLMENT_TOO_EARLY', { id: programme, from })
    if (cellOf(row, 'synthetic') !== '' && !demo) report('synthetic', 'SYNTHETIC_HOUSEHOLD')
    if (problems.length > 0 || programme === undefined || state === undefined || name === undefined)
      return { problems }
    const parentName = text('parentName')
    const village = text('village')
    const amount = text('amount')
    return {
      line: row.line,
      programme,
      status: state,
      name,
      documents: layout.documents.flatMap(({ kind }) => {
        const value = text(`document.${kind}`)
        return value === undefined ? [] : [{ kind, number: value }]
      }),
      ...(parentName === undefined ? {} : { parentName }),
      ...(area === undefined ? {} : { area }),
      ...(village === undefined ? {} : { village }),
      ...(amount === undefined ? {} : { amount }),
      ...(number === undefined ? {} : { number }),
      ...(decidedOn === undefined ? {} : { decidedOn }),
    }

    function report(key: ColumnKey, code: ProblemCode, values?: Problem['values']) {
      const column = columns.names[columns.at.get(key) ?? -1]
      problems.push({
        line: row.line,
        ...(column === undefined ? {} : { column }),
        code,
        ...(values ? { values } : {}),
      })
    }

    function codeOf<Meaning extends string>(
      key: 'programme' | 'status',
      codes: ReadonlyMap<string, Meaning>,
      otherwise: Meaning | object,
    ): Meaning | undefined {
      if (!columns.at.has(key)) return typeof otherwise === 'string' ? otherwise : undefined
      const found = codes.get(foldLabel(cellOf(row, key)))
      if (found === undefined)
        report(key, 'LIST_UNKNOWN_CODE', { codes: [...codes.keys()].join(', ').slice(0, 200) })
      return found
    }

    function areaOf(named: string | undefined): string | undefined {
      if (named === undefined) return options.area
      const area = areas.get(named)
      if (!area || !existsOn(area, today)) report('area', 'UNKNOWN_AREA', { id: named, date: today })
      else if (options.area !== undefined && !lies(named, options.area))
        report('area', 'LIST_AREA_OTHER', { id: named, area: options.area })
      return named
    }

    function lies(id: string, within: string): boolean {
      for (let at = areas.get(id); at; at = at.parent === undefined ? undefined : areas.get(at.parent))
        if (at.id === within) return true
      return false
    }
  }

  function cellOf({ cells }: Row, key: ColumnKey): string {
    const index = columns.at.get(key)
    const cell = index === undefined ? '' : (cells[index]?.trim() ?? '')
    // As money is written: 10,500.
    return key === 'amount' && /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell
  }
}

/** The columns that hold answers; codes are the institution's own. */
function fieldsOf(definition: Definition, { columns }: ListFile): readonly (readonly [ColumnKey, Field])[] {
  const { minorUnits } = definition.formats
  const answers: readonly (readonly [ColumnKey, Answer])[] = [
    ['name', { type: 'text', most: 200 }],
    ['parentName', { type: 'text', most: 200 }],
    ['village', { type: 'text', most: 200 }],
    // A list names places, it does not number them as our form does.
    ['area', { type: 'choice', options: areaOptions(definition).map((one) => ({ ...one, code: one.id })) }],
    ['amount', { type: 'number', scale: minorUnits, min: 0 }],
    ['number', { type: 'text', most: 100 }],
    ['decidedOn', { type: 'day' }],
    ...definition.identifiers.map((kind) => [`document.${kind.id}`, { type: 'identifier', kind }] as const),
  ]
  return answers
    .filter(([key]) => columns.at.has(key))
    .map(([key, answer], index) => [
      key,
      {
        number: index + 1,
        // By this id a place that is none is told from an option that is none.
        id: key === 'area' ? 'household.area' : key,
        section: 'member',
        of: 'member',
        required: false,
        answer,
        label: () => key,
      },
    ])
}

const coded = <Meaning extends string>(
  codes: Readonly<Record<string, Meaning>>,
): ReadonlyMap<string, Meaning> =>
  new Map(Object.entries(codes).map(([code, meaning]) => [foldLabel(code), meaning]))
