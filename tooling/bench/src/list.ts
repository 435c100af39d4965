import {
  type EntryInput,
  openList,
  prepareHousehold,
  type Session,
  stageEntries,
  submitList,
  writeHouseholds,
} from '@onewindow/core'
import { applyListIn, createTestPlatform } from '@onewindow/core/testing'
import { generateList, generatePopulation, listHeader, type MadeHousehold } from '@onewindow/survey'
import { definitionOf } from '@onewindow/tenant'
import { kp } from '@onewindow/tenant-kp'
import { population as calibration } from '@onewindow/tenant-kp/population'

const HOUSEHOLDS = Number(process.argv[2] ?? 5_000)
const LINES = Number(process.argv[3] ?? 10_000)
const AT_ONCE = 200
const SEED = 7

const definition = definitionOf(kp)
const platform = await createTestPlatform([definition])
platform.clock.set('2026-06-01T12:00:00Z')
const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> => {
  platform.clock.advance(1)
  return platform.inSession(definition.id, use)
}

const number = (value: number) => value.toLocaleString('en')
async function timed<Result>(name: string, of: number, run: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await run()
  const seconds = (performance.now() - began) / 1_000
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s, ${number(Math.round(of / seconds)).padStart(7)} a second`,
  )
  return result
}

/** Person by form number and line. */
const people = new Map<string, string>()
await timed(`${number(HOUSEHOLDS)} households registered`, HOUSEHOLDS, async () => {
  const made = generatePopulation({ definition, calibration, households: HOUSEHOLDS, seed: SEED })
  for (;;) {
    const batch: MadeHousehold[] = []
    for (let next = made.next(); !next.done; next = made.next()) {
      batch.push(next.value)
      if (batch.length === AT_ONCE) break
    }
    if (batch.length === 0) break
    await inSession(async (session) => {
      const prepared = batch.map(({ household, instance }) => {
        const one = prepareHousehold(session, household)
        for (const { key, person } of one.members) people.set(`${instance} ${key}`, person.row.person_id)
        return one
      })
      for (const [area, own] of Map.groupBy(prepared, ({ area }) => area))
        await writeHouseholds(session, area, own)
    })
  }
})
await platform.database.asAdmin('analyze')

const layout = definition.lists?.find(({ id }) => id === 'bisp-beneficiaries')
if (!layout) throw new Error('the list of BISP')
const header = listHeader(layout)
const at = (name: string) => header.indexOf(name)
const lines = [
  ...generateList({
    definition,
    calibration,
    layout,
    households: HOUSEHOLDS,
    seed: SEED,
    lines: LINES,
    asOf: calibration.day,
    misspelt: 0.05,
    strangers: 0.2,
    undocumented: 0.1,
  }),
]
const known = lines.filter(({ person }) => person !== null).length
console.log(
  `${number(LINES)} lines, of them ${number(known)} of people who are registered, 5 % of names misspelt\n`,
)
const entries = lines.map(({ cells }, index): EntryInput => {
  const cell = (name: string) => cells[at(name)] ?? ''
  return {
    line: index + 2,
    programme: 'bisp-kafaalat',
    status: 'enrolled',
    name: cell('Name'),
    parentName: cell('Father/Husband name') || undefined,
    area: cell('District'),
    village: cell('Village'),
    documents: cell('CNIC') === '' ? [] : [{ kind: 'cnic', number: cell('CNIC') }],
  }
})

const input = { layout: layout.id, asOf: calibration.day, sha256: '0'.repeat(64) }
const { list } = await inSession((session) => openList(session, input))
await timed('staged', LINES, async () => {
  for (let index = 0; index < entries.length; index += 500)
    await inSession((session) => stageEntries(session, list, entries.slice(index, index + 500)))
  await inSession((session) => submitList(session, list, { lines: LINES, refused: 0, whole: true }))
})
await timed('matched, applied, overlaps reviewed', LINES, () => applyListIn(inSession, list))

interface Found {
  readonly line: number
  readonly state: string
  readonly person: string | null
  readonly candidates: string[]
}
const found = await platform.database.asAdmin<Found>(
  `select line::int, state, person_id as person,
     array(select person_id::text from list_candidate c where c.list_entry_id = e.list_entry_id) as candidates
   from list_entry e where list_id = $1 and line is not null order by line`,
  [list],
)
const truth = (line: number) => {
  const person = lines[line - 2]?.person
  return person ? (people.get(`${person.instance} ${person.key}`) ?? null) : null
}
const count = (which: (row: Found) => boolean) => found.filter(which).length
const share = (part: number, of: number) => `${((100 * part) / Math.max(of, 1)).toFixed(1)} %`
const byDocument = (row: Found) => row.person !== null
const asked = (row: Found) => row.candidates.length > 0
console.log()
for (const [state, rows] of Map.groupBy(found, ({ state }) => state))
  console.log(`${state.padEnd(12)} ${number(rows.length)}`)
console.log(
  `by document: ${share(
    count((row) => byDocument(row) && row.person === truth(row.line)),
    count(byDocument),
  )} are who they are`,
)
const noDocument = (row: Found) => truth(row.line) !== null && !byDocument(row)
const right = count((row) => asked(row) && row.candidates.includes(truth(row.line) ?? ''))
console.log(
  `by name: of ${number(count(noDocument))} registered people without a document that fits ${share(right, count(noDocument))} are among the candidates`,
)
const differs = (row: Found): boolean => {
  const person = lines[row.line - 2]?.person
  return person !== null && person !== undefined && misspelt.has(row.line)
}
const misspelt = new Set(
  [
    ...generateList({
      definition,
      calibration,
      layout,
      households: HOUSEHOLDS,
      seed: SEED,
      lines: LINES,
      asOf: calibration.day,
      misspelt: 0,
      strangers: 0.2,
      undocumented: 0.1,
    }),
  ].flatMap(({ cells }, index) =>
    ['Name', 'Father/Husband name'].some((name) => cells[at(name)] !== lines[index]?.cells[at(name)])
      ? [index + 2]
      : [],
  ),
)
const misspeltOpen = (row: Found) => noDocument(row) && differs(row)
console.log(
  `  of them misspelt: ${share(
    count((row) => misspeltOpen(row) && row.candidates.includes(truth(row.line) ?? '')),
    count(misspeltOpen),
  )} of ${number(count(misspeltOpen))}`,
)
const all = found.reduce((sum, { candidates }) => sum + candidates.length, 0)
console.log(
  `  ${number(count(asked))} lines are asked about, with ${(all / Math.max(count(asked), 1)).toFixed(1)} candidates each; ${share(right, all)} of the candidates are right`,
)
const strangers = (row: Found) => truth(row.line) === null
console.log(
  `  ${share(
    count((row) => strangers(row) && asked(row)),
    count(strangers),
  )} of people who are not registered are asked about`,
)
const overlaps = await platform.database.asAdmin<{ overlaps: number }>(
  'select count(*)::int as overlaps from overlap',
)
console.log(`overlaps: ${number(overlaps[0]?.overlaps ?? 0)}`)
await platform.close()
process.exit()
