import { overlapsOf } from '@onewindow/rules'
import { afterAll, expect, test } from 'vitest'
import { call } from '../application/town.fixture.ts'
import { declare } from '../conflict/conflict.fixture.ts'
import { declareEnrolments } from '../household/service.ts'
import type { HouseholdId, PersonId } from '../ids.ts'
import { county } from '../list/county.fixture.ts'
import { loadSnapshot } from '../screening/snapshot.ts'
import type { Session } from '../session.ts'
import {
  changed,
  createTestPlatform,
  importListIn,
  member,
  registered,
  riverland,
  type SignedIn,
  tablePrints,
  without,
} from '../testing/index.ts'
import { reviewOverlaps } from './service.ts'

const platform = await createTestPlatform([county])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const southern = platform.as({ tenant: 'riverland', role: 'officer', area: 'R2' })

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> => {
  platform.clock.advance(1000)
  return platform.inSession('riverland', use)
}

let seeds = 800_000
async function family() {
  const seed = ++seeds
  const household = await registered(clerk, riverland.family(seed, 'R1'))
  return {
    seed,
    id: household.id as HouseholdId,
    reference: household.reference,
    mother: member(household, 0).person.id as PersonId,
    child: member(household, 1).person.id as PersonId,
    card: `9${String(seed).padStart(12, '0')}`,
  }
}
type Family = Awaited<ReturnType<typeof family>>

/** As by whoever may write down more than a family's word. */
const said = (household: HouseholdId, enrolments: Parameters<typeof declareEnrolments>[1]['enrolments']) =>
  inSession((session) => declareEnrolments(session, { household, enrolments }))

const listed = (
  { seed, card }: Family,
  { programme, asOf, ...more }: { programme: string; asOf: string; amount?: string; status?: 'exited' },
) =>
  importListIn(inSession, {
    layout: 'part',
    asOf,
    entries: [
      {
        status: 'enrolled',
        name: `Zarmina ${seed}`,
        documents: [{ kind: 'card', number: card }],
        programme,
        ...more,
      },
    ],
  })

interface Shown {
  readonly id: string
  readonly state: string
  readonly reference: string
  readonly programme: { readonly id: string }
  readonly otherProgramme: { readonly id: string }
  readonly person: { readonly id: string } | null
  readonly otherPerson: { readonly id: string } | null
  readonly rules: readonly string[]
  readonly bars: boolean
  readonly yearly: { readonly low: { readonly minorUnits: number } } | null
  readonly otherYearly: { readonly low: { readonly minorUnits: number } } | null
  readonly resolution: string | null
}
async function overlapsIn({ reference }: Family, who: SignedIn = officer): Promise<readonly Shown[]> {
  const { data } = await who.graphql<{ overlaps: { edges: { node: Shown }[] } }>(
    `{ overlaps(first: 100) { edges { node { id state reference programme { id } otherProgramme { id } person { id } otherPerson { id } rules bars
       yearly { low { minorUnits } } otherYearly { low { minorUnits } } resolution } } } }`,
  )
  return data.overlaps.edges.flatMap(({ node }) => (node.reference === reference ? [node] : []))
}
const statesIn = async (of: Family) =>
  (await overlapsIn(of)).map(({ state, resolution }) => [state, resolution].filter(Boolean).join(' '))

let keys = 0
async function resolve(who: SignedIn, overlap: string, reason = 'looked into it') {
  const { data } = await who.graphql<{ resolved: { overlap?: Shown; code?: string } }>(
    `mutation ($input: ResolveOverlapInput!) { resolved: resolveOverlap(input: $input) {
       ... on OverlapPayload { overlap { state resolution } } ... on Problem { code } } }`,
    { input: { idempotencyKey: `resolve ${++keys}`, overlap, resolution: 'kept', reason } },
  )
  return data.resolved
}

test('two lists set against each other by both programmes’ rules are one piece of work, with a year of each', async () => {
  const her = await family()
  await listed(her, { programme: 'rent', asOf: '2024-01-31', amount: '2500.00' })
  expect(await overlapsIn(her)).toEqual([])
  await listed(her, { programme: 'fuel', asOf: '2024-02-15' })
  const [overlap, ...others] = await overlapsIn(her)
  expect(others).toEqual([])
  expect(overlap).toMatchObject({
    state: 'open',
    programme: { id: 'fuel' },
    otherProgramme: { id: 'rent' },
    rules: ['fuel.no-rent', 'rent.no-fuel'],
    bars: true,
    // Twelve months of 1,000.00, and four quarters of what the list says.
    yearly: { low: { minorUnits: 1_200_000 } },
    otherYearly: { low: { minorUnits: 1_000_000 } },
  })
  expect(await overlapsIn(her, southern)).toEqual([])
  const before = without(await tablePrints(platform.database), 'audit')
  await inSession((session) => reviewOverlaps(session, [her.id]))
  expect(without(await tablePrints(platform.database), 'audit')).toEqual(before)
})

test('whoever may resolve it says how, once; what is gone closes, and comes back as new', async () => {
  const her = await family()
  await listed(her, { programme: 'fuel', asOf: '2024-01-01' })
  await listed(her, { programme: 'rent', asOf: '2024-01-01' })
  const id = (await overlapsIn(her))[0]?.id ?? ''
  expect(await resolve(southern, id)).toEqual({ code: 'NOT_FOUND' })
  expect(await resolve(officer, id, ' ')).toEqual({ code: 'REASON_REQUIRED' })
  expect(await resolve(officer, id)).toEqual({ overlap: { state: 'resolved', resolution: 'kept' } })
  expect(await resolve(officer, id)).toEqual({ code: 'MOVE_NOT_POSSIBLE' })
  await listed(her, { programme: 'rent', asOf: '2024-01-10' })
  expect(await statesIn(her)).toEqual(['resolved kept'])
  await listed(her, { programme: 'rent', asOf: '2024-01-20', status: 'exited' })
  expect(await statesIn(her)).toEqual(['gone'])
  await listed(her, { programme: 'rent', asOf: '2024-01-25' })
  expect(await statesIn(her)).toEqual(['open'])
})

test('nobody resolves what a family receives with whom they have a conflict of interest', async () => {
  const her = await family()
  await listed(her, { programme: 'fuel', asOf: '2024-01-01' })
  await listed(her, { programme: 'rent', asOf: '2024-01-01' })
  const id = (await overlapsIn(her))[0]?.id ?? ''
  await declare(officer, { household: her.id })
  expect(await resolve(officer, id)).toEqual({ code: 'CONFLICT_OF_INTEREST' })
  expect(await statesIn(her)).toEqual(['open'])
})

test('a decision raises it, and the end of a participation closes it', async () => {
  const her = await family()
  const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
  await listed(her, { programme: 'fuel', asOf: '2024-01-01' })
  const ask = { household: her.id, person: her.mother, programme: 'shoes', consent: true }
  const { application } = await call(clerk, 'apply', { ...ask, occurredOn: '2024-02-01' })
  const acknowledged = { programmes: ['fuel'], reason: 'her shoes are worn out' }
  const approved = { application: application?.id, decision: 'approved', on: '2024-02-02', acknowledged }
  expect(await call(agency, 'decideApplication', approved)).toMatchObject({ application: {} })
  expect(await overlapsIn(her)).toMatchObject([
    { state: 'open', rules: ['shoes.couple-fuel', 'shoes.has-fuel'], bars: false },
  ])
  const [{ enrolment_id = '' } = {}] = await platform.database.asAdmin<{ enrolment_id: string }>(
    `select enrolment_id from enrolment where person_id = $1 and programme = 'shoes'`,
    [her.mother],
  )
  const left = { enrolment: enrolment_id, to: 'exited', reason: 'graduated', on: '2024-02-20' }
  await call(officer, 'moveEnrolment', left, 'EnrolmentResult')
  expect(await statesIn(her)).toEqual(['gone'])
})

/** Two units in their programmes, in either order. */
const pair = (...both: readonly (readonly [string, string])[]) =>
  both
    .map((one) => one.join(' '))
    .sort()
    .join(' + ')

test('everything is found that the rules find of one household, and nothing else', async () => {
  const families: Family[] = []
  for (const programmes of [
    ['fuel', 'rent'],
    ['bread', 'shoes', 'fuel'],
    ['shoes', 'rent'],
    ['fuel', 'rent', 'bread', 'shoes'],
  ]) {
    const her = await family()
    families.push(her)
    for (const programme of programmes) await listed(her, { programme, asOf: '2024-02-01' })
    // The child’s are only on a list, or only said by the family.
    const child = { person: her.child, enrolled: true, asOf: '2024-02-01' }
    await said(her.id, [
      { ...child, programme: 'bread', level: 'listed' },
      { ...child, programme: 'fuel', level: 'listed' },
      { ...child, programme: 'rent', level: 'declared' },
    ])
  }
  const [, , married] = families
  if (!married) throw new Error('families')
  // Her husband is on a list too.
  const { members } = await changed(clerk, 'addMember', {
    idempotencyKey: 'husband',
    household: married.id,
    member: { key: 'husband', name: 'Toryalai', sex: 'male', role: 'spouse' },
  })
  const husband = members.find(({ person }) => person.name === 'Toryalai')?.person.id as PersonId
  await changed(clerk, 'linkMembers', {
    household: married.id,
    relationships: [{ person: married.mother, relation: 'spouse', relative: husband }],
  })
  await said(married.id, [
    { person: husband, programme: 'fuel', enrolled: true, level: 'listed', asOf: '2024-02-01' },
  ])
  await inSession((session) =>
    reviewOverlaps(
      session,
      families.map(({ id }) => id),
    ),
  )
  let found = 0
  for (const her of families) {
    const expected = await inSession(async ({ tx, tenant, now }) => {
      const at = { household: her.id, area: 'R1', on: '2024-03-01', knownAt: now }
      const household = await loadSnapshot(tx, tenant, at)
      return tenant.definition.programmes.flatMap((programme) =>
        [her.id, her.mother, her.child, husband]
          .filter((unit) =>
            household.enrolments.some(
              (one) =>
                one.subject === unit &&
                one.programme === programme.id &&
                one.enrolled &&
                one.level !== 'declared',
            ),
          )
          .flatMap((unit) =>
            overlapsOf(programme, household, unit).flatMap(({ id, level, programme: other, subject }) =>
              level === 'declared'
                ? []
                : [`${programme.id}.${id} ${pair([programme.id, unit], [other, subject])}`],
            ),
          ),
      )
    })
    const shown = (await overlapsIn(her)).flatMap(
      ({ rules, programme, person, otherProgramme, otherPerson }) =>
        rules.map(
          (rule) =>
            `${rule} ${pair([programme.id, person?.id ?? her.id], [otherProgramme.id, otherPerson?.id ?? her.id])}`,
        ),
    )
    expect(shown.toSorted()).toEqual([...new Set(expected)].sort())
    found += shown.length
  }
  expect(found).toBeGreaterThan(5)
})

test('totals say what is at stake by area', async () => {
  const { data } = await officer.graphql<{ overlapTotals: { area: { id: string }; overlaps: number }[] }>(
    '{ overlapTotals { area { id } state overlaps bars households atStake { low { minorUnits } high { minorUnits } } unsummed } }',
  )
  const counted = await platform.database.asAdmin(
    `select operating_area, state, count(*)::int as overlaps, count(*) filter (where bars)::int as bars,
       count(distinct household_id)::int as households, sum(least(yearly_low, other_yearly_low))::int as low,
       sum(greatest(yearly_high, other_yearly_high))::int as high
     from overlap group by 1, 2 order by 1, 2`,
  )
  expect(data.overlapTotals).toEqual(
    counted.map(({ operating_area, low, high, ...rest }) => ({
      ...rest,
      area: { id: operating_area },
      atStake: { low: { minorUnits: low }, high: { minorUnits: high } },
      unsummed: 0,
    })),
  )
  const none = await southern.graphql('{ overlapTotals { overlaps } }')
  expect(none.data).toEqual({ overlapTotals: [] })
})
