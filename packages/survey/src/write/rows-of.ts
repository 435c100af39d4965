import type { Field } from '../field.ts'
import type { SurveyEnrolment, SurveyFact, SurveyHousehold, SurveyMember } from '../household-input.ts'

/** Cells by column id; of a household one map for each person, with the household's answers in the first. */
export type Cells = Map<string, string>

/**
 * The rows that a household is written as: what `readHouseholds` makes of them is the household again.
 *
 * @param today ISO day from which estimated ages are counted
 */
export function rowsOf(
  household: SurveyHousehold,
  { fields, today }: { readonly fields: readonly Field[]; readonly today: string },
): Cells[] {
  const visitYear = Number(household.occurredOn.slice(0, 4))
  const rows = household.members.map((member) => memberCells(member))
  const [first] = rows
  if (!first) return rows
  for (const [id, value] of Object.entries({
    visited_on: household.occurredOn,
    area: household.area,
    village: household.village,
    address: household.address,
    language: household.language,
    consent: 'yes',
  }))
    if (value !== undefined) first.set(`household.${id}`, value)
  putAbout(first, household, 'household')
  return rows

  function memberCells(member: SurveyMember): Cells {
    const { key, name, parentName, sex, birth, role, presence } = member
    const cells: Cells = new Map()
    const put = (id: string, value: string | number | undefined) => {
      if (value !== undefined) cells.set(id, String(value))
    }
    put('household.instance', household.idempotencyKey.replace('survey:', ''))
    put('member.key', key)
    put('member.name', name)
    put('member.parent_name', parentName)
    put('member.sex', sex)
    if (birth && 'date' in birth) put('member.birth_date', birth.date)
    if (birth && 'year' in birth) put('member.birth_year', birth.year)
    if (birth && 'estimatedAge' in birth)
      put('member.age', birth.estimatedAge - Number(today.slice(0, 4)) + visitYear)
    put('member.role', role)
    put('member.presence', presence)
    const relatives = Map.groupBy(
      household.relationships.filter(({ person }) => person === key),
      ({ relation }) => relation,
    )
    for (const [relation, links] of relatives)
      put(`member.${relation}`, links.map(({ relative }) => relative).join(' '))
    for (const { kind, number } of member.identifiers) put(`document.${kind}`, number)
    putAbout(cells, member, 'member')
    return cells
  }

  function putAbout(
    cells: Cells,
    { facts, enrolments }: { facts: readonly SurveyFact[]; enrolments: readonly SurveyEnrolment[] },
    of: Field['of'],
  ) {
    for (const { id, about } of fields.filter((field) => field.of === of)) {
      if (about?.kind === 'fact') {
        const fact = facts.find((each) => each.fact === about.id && each.round === about.round)
        if (fact) cells.set(id, factCell(fact))
      }
      if (about?.kind === 'programme') {
        const found = enrolments.find(({ programme }) => programme === about.id)
        if (found) cells.set(id, yesNo(found.enrolled))
      }
    }
  }
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

const factCell = ({ boolean, number, choice, date, year }: SurveyFact): string =>
  boolean === undefined ? String(number ?? choice ?? date ?? year ?? '') : yesNo(boolean)
