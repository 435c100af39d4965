import { afterAll, expect, test } from 'vitest'
import { prepareHousehold, writeHouseholds } from '../household/register.ts'
import { createTestPlatform } from '../testing/index.ts'
import { apply } from './service.ts'
import { type Answered, applied, approval, call, newFamily, town } from './town.fixture.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const officer = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
const ROUNDS = 200

/** How each pair of approvals at the same moment ended: who got it, and what the other was told. */
async function race(pairs: readonly (readonly [string, string])[]): Promise<Record<string, number>> {
  const split: Record<string, number> = {}
  for (const ids of pairs) {
    const answers = await Promise.all(ids.map((id) => call(officer, 'decideApplication', approval(id))))
    const key = answers.map(said).join(' | ')
    split[key] = (split[key] ?? 0) + 1
  }
  return split
}

/** A pair of applications for each round, registered and asked for in a few transactions: only the approvals race. */
async function pairsOf(
  first: number,
  wanted: (of: { readonly mother: string; readonly child: string }) => readonly [Wish, Wish],
): Promise<(readonly [string, string])[]> {
  const families = await platform.inSession('riverland', async (session) => {
    const prepared = Array.from({ length: ROUNDS }, (_, round) =>
      prepareHousehold(session, town.family(first + round, 'R1')),
    )
    await writeHouseholds(session, 'R1', prepared)
    return prepared
  })
  return platform.inSession('riverland', async (session) => {
    const pairs: (readonly [string, string])[] = []
    for (const { household, members } of families) {
      const [mother = '', child = ''] = members.map(({ person }) => person.row.person_id)
      const ids: string[] = []
      for (const { programme, person } of wanted({ mother, child })) {
        const { application } = await apply(session, {
          idempotencyKey: `${programme} of ${person}`,
          household,
          person,
          programme,
          consent: true,
          occurredOn: '2024-02-01',
        })
        ids.push(application)
      }
      pairs.push([ids[0] ?? '', ids[1] ?? ''])
    }
    return pairs
  })
}

interface Wish {
  readonly programme: string
  readonly person: string
}

/** Rounds in which one was approved and the other was told which programme stops it. */
const roundsWonBy = (split: Record<string, number>, first: string, second: string): number =>
  (split[`approved | OVERLAP_STOPS ${first}`] ?? 0) + (split[`OVERLAP_STOPS ${second} | approved`] ?? 0)

const said = ({ application, code, overlaps }: Answered): string =>
  application?.state ?? `${code} ${overlaps?.map(({ programme }) => programme.id).join()}`

const enrolledTwice = (programmes: readonly string[]) =>
  platform.database.asAdmin(
    `select a.household_id from enrolment e join application a using (tenant_id, application_id)
     where e.programme = any($1) and e.enrolled group by a.household_id having count(*) <> 1`,
    [programmes],
  )

test('of two exclusive programmes one family gets exactly one, and the other clerk is told why', async () => {
  const split = await race(
    await pairsOf(600_000, ({ mother: person }) => [
      { programme: 'fuel', person },
      { programme: 'rent', person },
    ]),
  )
  console.log('fuel | rent', split)
  expect(roundsWonBy(split, 'fuel', 'rent')).toBe(ROUNDS)
  expect(await enrolledTwice(['fuel', 'rent'])).toEqual([])
}, 120_000)

test('one per house: of two members exactly one gets it', async () => {
  const split = await race(
    await pairsOf(700_000, ({ mother, child }) => [
      { programme: 'bread', person: mother },
      { programme: 'bread', person: child },
    ]),
  )
  console.log('mother | child', split)
  expect(roundsWonBy(split, 'bread', 'bread')).toBe(ROUNDS)
  expect(await enrolledTwice(['bread'])).toEqual([])
}, 120_000)

test('two who fill places at once never exceed them, nor do approvals meanwhile', async () => {
  const manager = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  const quota = (places: number, from: string) =>
    call(
      manager,
      'setQuota',
      { programme: 'ranked', area: 'R1', fiscalYear: 2023, places, from },
      'QuotaResult',
    )
  await quota(0, '2023-07-01')
  for (let at = 0; at < 12; at++)
    await call(
      officer,
      'decideApplication',
      approval((await applied(clerk, await newFamily(clerk), 'ranked')).id),
    )
  const late = await Promise.all(
    Array.from({ length: 4 }, async () => (await applied(clerk, await newFamily(clerk), 'ranked')).id),
  )
  await quota(7, '2024-02-01')
  const fill = () => call(manager, 'fillPlaces', { programme: 'ranked', area: 'R1' }, 'FillResult')
  const [one, other, ...approvals] = await Promise.all([
    fill(),
    fill(),
    ...late.map((id) => call(officer, 'decideApplication', approval(id))),
  ])
  expect(approvals.map(said)).toEqual(Array(4).fill('approved'))
  const [taken] = await platform.database.asAdmin<{ count: string }>(
    `select count(*) from enrolment where programme = 'ranked' and enrolled`,
  )
  console.log('filled', one.filled, other.filled, 'in', taken?.count)
  expect(Number(taken?.count)).toBe(7)
}, 60_000)
