import { describe, expect, test } from 'vitest'
import { csv, fileWith, problemsIn, readAll } from './river.ts'

const GOOD: Readonly<Record<string, string>> = {
  'household.instance': '1',
  'household.visited_on': '2024-01-05',
  'household.area': 'R1',
  'household.consent': '1',
  'member.key': '1',
  'member.name': 'Salma',
  'member.sex': '1',
  'member.role': '1',
}

/** Households of one row each, with these cells otherwise. */
async function read(cells: Readonly<Record<string, string>>, demo = false) {
  const all = { ...GOOD, ...cells }
  const quoted = Object.values(all).map((cell) => `"${cell.replaceAll('"', '""')}"`)
  return readAll(await fileWith(`${Object.keys(all).join(',')}\n${quoted.join(',')}\n`), { demo })
}

describe('one cell', () => {
  test.each([
    ['household.visited_on', '31/02/2024', 'IMPOSSIBLE_DATE'],
    ['household.visited_on', '12/25/2023', 'IMPOSSIBLE_DATE'],
    ['household.visited_on', '01/02/24', 'AMBIGUOUS_DATE'],
    ['household.visited_on', '2024-02-02', 'FUTURE_DATE'],
    ['household.visited_on', '', 'FIELD_REQUIRED'],
    ['household.area', 'R', 'UNKNOWN_AREA'],
    ['household.area', 'R9', 'UNKNOWN_AREA'],
    ['household.consent', 'no', 'CONSENT_REQUIRED'],
    ['household.consent', 'maybe', 'UNKNOWN_OPTION'],
    ['household.village', 'x'.repeat(10_001), 'CELL_TOO_LONG'],
    ['household.village', 'x'.repeat(201), 'TEXT_MALFORMED'],
    ['household.village', '\u202Eabc', 'TEXT_MALFORMED'],
    ['household.village', '=1+1', 'FORMULA'],
    ['household.instance', '9.12E+12', 'DAMAGED_NUMBER'],
    ['member.name', '', 'FIELD_REQUIRED'],
    ['member.sex', '4', 'UNKNOWN_OPTION'],
    ['member.role', 'child', 'HEAD_COUNT'],
    ['member.age', '131', 'IMPOSSIBLE_BIRTH'],
    ['member.birth_year', '2025', 'FUTURE_DATE'],
    ['member.mother', '2', 'UNKNOWN_MEMBER'],
    ['member.mother', '1', 'OWN_RELATIVE'],
    ['document.card', '12345', 'MALFORMED_IDENTIFIER'],
    ['document.card', '9720112345671', 'MALFORMED_IDENTIFIER'],
    ['document.card', '1,72E+12', 'DAMAGED_NUMBER'],
    ['fact.score@2021', '100.5', 'NUMBER_OUT_OF_RANGE'],
    ['fact.score@2021', '14.255', 'NUMBER_MALFORMED'],
    ['fact.rooms', 'two', 'NUMBER_MALFORMED'],
    ['synthetic', 'yes', 'SYNTHETIC_HOUSEHOLD'],
  ])('%s %j: %s', async (column, cell, code) => {
    expect(problemsIn(await read({ [column]: cell }))).toEqual([
      column === 'synthetic' ? `2 ${code}` : `2 ${column} ${code}`,
    ])
  })

  test.each([
    ['household.visited_on', '۰۵/۰۱/۲۰۲۴'],
    ['household.visited_on', '٥-١-٢٠٢٤'],
    ['household.area', 'شمال'],
    ['household.area', 'north'],
    ['household.area', '١'],
    ['household.consent', 'ہاں'],
    ['household.consent', 'هاں'],
    ['member.sex', 'عورت'],
    ['member.sex', '۱'],
  ])('%s %j says the same as the code', async (column, cell) => {
    const told = async (cells: Parameters<typeof read>[0]) =>
      // The rows are the file's own words.
      (await read(cells)).map(({ rows: _, ...item }) => item)
    const [plain] = await told({})
    expect(plain).toHaveProperty('household')
    expect(await told({ [column]: cell })).toEqual([plain])
  })

  test('numbers, documents and years in any digits', async () => {
    const [item] = await read({
      'fact.score@2021': '١٤٫٢',
      'document.card': '۱۷۲۰۱-۱۲۳۴۵۶۷-۱',
      'fact.widowed_on': '۲۰۱۹',
    })
    expect(item).toMatchObject({
      household: {
        facts: [{ fact: 'score', number: '14.2', round: '2021', source: 'import', observedOn: '2024-01-05' }],
        members: [
          {
            identifiers: [{ kind: 'card', number: '1720112345671' }],
            facts: [{ fact: 'widowed_on', year: 2019, source: 'family' }],
          },
        ],
      },
    })
  })

  test('an age is that of the visit, however late it is typed in', async () => {
    const [item] = await read({ 'household.visited_on': '2021-06-01', 'member.age': '60' })
    expect(item).toMatchObject({
      household: { occurredOn: '2021-06-01', members: [{ birth: { estimatedAge: 63 } }] },
    })
  })

  test('every mistake of a row is reported at once', async () => {
    expect(
      problemsIn(await read({ 'member.sex': 'x', 'household.area': 'x', 'member.birth_date': 'x' })),
    ).toEqual([
      '2 household.area UNKNOWN_AREA',
      '2 member.sex UNKNOWN_OPTION',
      '2 member.birth_date IMPOSSIBLE_DATE',
    ])
  })
})

test('an enrolment is as the family says, on the day of the visit, and not before the programme began', async () => {
  const [item] = await read({ 'enrolled.grant': 'no' })
  expect(item).toMatchObject({
    household: {
      enrolments: [{ programme: 'grant', enrolled: false, level: 'declared', asOf: '2024-01-05' }],
    },
  })
  const early = await read({ 'enrolled.grant': 'yes', 'household.visited_on': '2019-12-31' })
  expect(problemsIn(early)).toEqual(['2 enrolled.grant ENROLMENT_TOO_EARLY'])
})

describe('several rows', () => {
  const MORE = ',member.birth_year,member.mother,member.father,member.spouse,document.card,household.village'
  const problems = async (...rows: readonly string[]) =>
    problemsIn(await readAll(await fileWith(csv(rows, MORE))))
  const head = (more: string) => `A,2024-01-05,R1,1,1,Taj,2,1,${more}`

  test.each([
    ['KEY_TWICE', '3 member.key', 'A,,,,1,Hina,1,2,,,,,,'],
    ['HEAD_COUNT', '2 member.role', 'A,,,,2,Hina,1,1,,,,,,'],
    ['RELATIVE_SEX', '3 member.mother', 'A,,,,2,Hina,1,3,,1,,,,'],
    ['RELATIVE_YOUNGER', '3 member.father', 'A,,,,2,Hina,1,4,1950,,1,,,'],
    ['DOCUMENT_TWICE', '3 document.card', 'A,,,,2,Hina,1,2,,,,,1720112345671,'],
    ['CELLS_DIFFER', '3 household.village', 'A,,,,2,Hina,1,2,,,,,,Elsewhere'],
    ['MEMBERS_COUNT', '2', ...Array.from({ length: 60 }, (_, index) => `A,,,,${index + 2},Hina,1,3,,,,,,`)],
  ])('%s', async (code, place, ...rows) => {
    expect(await problems(head('1980,,,,1720112345671,Here'), ...rows)).toEqual([`${place} ${code}`])
  })

  test('nobody descends from themselves, and both sides of a marriage are one', async () => {
    const loop = ['A,,,,2,Umar,2,3,,,1,,,', 'A,,,,3,Asif,2,3,,,2,,,']
    expect(await problems(head(',,3,,,'), ...loop)).toEqual(['4 member.father RELATIONSHIP_CONTRADICTORY'])
    const [couple] = await readAll(
      await fileWith(csv([head(',,,2 3,,'), 'A,,,,2,Hina,1,2,,,,1,,', 'A,,,,3,Noor,1,2,,,,,,'], MORE)),
    )
    expect(couple).toMatchObject({
      household: {
        relationships: [
          { person: '1', relation: 'spouse', relative: '2' },
          { person: '1', relation: 'spouse', relative: '3' },
        ],
      },
    })
  })
})
