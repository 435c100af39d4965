import { afterAll, expect, test } from 'vitest'
import { createTestPlatform, type SignedIn } from '../testing/index.ts'
import { applied, call, moved, newFamily, town } from './town.fixture.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
/** Reads families of the same district, and nothing sensitive. */
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const health = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'health' })

const { family, mother } = await newFamily(clerk)
const { id } = await applied(clerk, { family, mother }, 'nutrition')
const letter = {
  application: id,
  decision: 'declined',
  reason: 'criteria_not_met',
  number: '3',
  on: '2024-02-10',
  scan: { type: 'PDF', base64: Buffer.from('%PDF-1.7 not pregnant').toString('base64') },
}
const recorded = await moved(clerk, 'recordDecision', letter)

const SHOWN = `id state outcome moves { state reason } recordedDecisions { reason scan }
  screening { results { outcome criteria { state } } }`
const read = async (who: SignedIn) =>
  (
    await who.graphql<{ application: object; household: { applications: { id: string }[] } }>(
      `query ($id: ID!, $household: ID!) { application(id: $id) { ${SHOWN} } household(id: $household) { applications { id } } }`,
      { id, household: family.id },
    )
  ).data
const inList = async (who: SignedIn) => {
  const { data } = await who.graphql<{ applications: { edges: { node: { id: string } }[] } }>(
    '{ applications(first: 100) { edges { node { id } } } }',
  )
  return data.applications.edges.some(({ node }) => node.id === id)
}

test('whoever may read what is sensitive sees why', async () => {
  expect((await read(clerk)).application).toMatchObject({
    outcome: 'ELIGIBLE',
    recordedDecisions: [{ reason: 'criteria_not_met', scan: letter.scan.base64 }],
  })
  expect(await inList(clerk)).toBe(true)
})

test('others see no more than a participation would show, and find it in no list', async () => {
  const { application, household } = await read(officer)
  expect(application).toEqual({
    id,
    state: 'submitted',
    outcome: null,
    moves: [{ state: 'submitted', reason: null }],
    recordedDecisions: [{ reason: null, scan: null }],
    // Withheld as every screening of such a programme is.
    screening: { results: [{ outcome: 'NEEDS_INFORMATION', criteria: [{ state: 'unknown' }] }] },
  })
  expect(household.applications).toEqual([{ id }])
  expect(await inList(officer)).toBe(false)
})

test('its institution finds it, and learns no more', async () => {
  expect(await inList(health)).toBe(true)
  const { data } = await health.graphql<{ application: object }>(
    'query ($id: ID!) { application(id: $id) { outcome recordedDecisions { reason } } }',
    { id },
  )
  expect(data.application).toEqual({ outcome: null, recordedDecisions: [{ reason: null }] })
})

test('a reason stays withheld once it counts, and the audit names neither programme nor decision', async () => {
  await moved(officer, 'confirmRecordedDecision', { recordedDecision: recorded.recordedDecisions[0]?.id })
  expect((await read(officer)).application).toMatchObject({
    moves: [{}, { state: 'declined', reason: null }],
  })
  const details = await platform.database.asAdmin<{ action: string; detail: string }>(
    `select action, detail::text from audit where action like 'application.%' and $1 = any(subjects)`,
    [family.id],
  )
  expect(details).toHaveLength(3)
  expect(JSON.stringify(details)).not.toMatch(/nutrition|declined|approved/)
})

test('whoever may not read what is sensitive cannot ask for such a programme', async () => {
  const definition = {
    ...town.definition,
    roles: town.definition.roles.map((role) =>
      role.id === 'clerk'
        ? { ...role, actions: role.actions.filter((action) => action !== 'fact.readSensitive') }
        : role,
    ),
  }
  await platform.apply(definition)
  await clerk.graphql('{ viewer { id } }').catch(() => {})
  platform.clock.advance(61_000)
  const other = await newFamily(platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' }))
  const apply = (programme: string) =>
    call(clerk, 'apply', { household: other.family.id, person: other.mother, programme, consent: true })
  expect(await apply('nutrition')).toMatchObject({ code: 'NOT_FOUND', path: ['programme'] })
  expect(await apply('fuel')).toMatchObject({ __typename: 'ApplicationPayload' })
})
