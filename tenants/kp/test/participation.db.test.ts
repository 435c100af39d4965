import { definitionOf } from '@onewindow/tenant'
import { createTestServer } from '@onewindow/testkit'
import { readScenario, registrationOf } from '@onewindow/testkit/scenarios'
import { afterAll, describe, expect, it } from 'vitest'
import { kp } from '../src/index.ts'

const definition = definitionOf(kp)
const server = await createTestServer([definition])
afterAll(() => server.close())
const [clerk, officer, zakat] = await Promise.all([
  server.as({ tenant: 'kp', role: 'window-clerk', area: 'PK526' }),
  server.as({ tenant: 'kp', role: 'district-officer', area: 'PK526' }),
  server.as({ tenant: 'kp', role: 'programme-officer', institution: 'kp-zakat' }),
])
type Client = typeof clerk

let keys = 0
async function call<Answer>(who: Client, mutation: string, input: object, shown: string): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, text } = await who.graphql<{ answer: Answer } | null>(
    `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ... on Problem { code } ${shown} } }`,
    { input },
  )
  if (!data) throw new Error(text)
  return data.answer
}

interface Changed {
  readonly code?: string
  readonly application?: {
    readonly id: string
    readonly state: string
    readonly step: string
    readonly recordedDecisions: readonly { readonly id: string }[]
  }
  readonly overlaps?: readonly { readonly rule: string; readonly programme: { readonly id: string } }[]
}
const onApplication = (who: Client, mutation: string, input: object) =>
  call<Changed>(
    who,
    mutation,
    { idempotencyKey: `scenario ${++keys}`, ...input },
    `... on ApplicationPayload { application { id state step recordedDecisions { id } } }
     ... on OverlapsFound { overlaps { rule programme { id } } }`,
  )

/** A scenario's family at the window in Nowshera, with its people's ids by name; another one under another key. */
async function familyOf(scenario: string, on: string, key = scenario) {
  const { scenario: read } = readScenario(new URL(`../scenarios/${scenario}.yaml`, import.meta.url))
  const input = registrationOf(definition, read, { key, on })
  const { household, code } = await call<{
    code?: string
    household?: { id: string; members: { person: { id: string; name: string } }[] }
  }>(
    clerk,
    'registerHousehold',
    input,
    '... on HouseholdPayload { household { id members { person { id name } } } }',
  )
  if (!household) throw new Error(`${scenario}: ${code}`)
  const person = (name: string) =>
    household.members.find((member) => member.person.name.startsWith(`${name} `))?.person.id ?? ''
  return { household: household.id, person }
}

const apply = async (household: string, input: object) => {
  const { application, code } = await onApplication(clerk, 'apply', { household, consent: true, ...input })
  if (!application) throw new Error(code)
  return application
}

/** `programme name: outcome overlaps` of one screening. */
async function screened(household: string, on: string, programmes: readonly string[]): Promise<string[]> {
  interface Result {
    readonly outcome: string
    readonly programme: { readonly id: string }
    readonly unit: { readonly name: string | null }
    readonly overlaps: readonly { readonly stops: boolean; readonly programme: { readonly id: string } }[]
  }
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { results: Result[] } } }>(
    `mutation ($household: ID!, $on: Date, $programmes: [ID!]) { screenHousehold(household: $household, on: $on, programmes: $programmes) {
       ... on ScreeningPayload { screening { results { outcome programme { id } unit { name }
         overlaps { stops programme { id } } } } } } }`,
    { household, on, programmes },
  )
  return data.screenHousehold.screening.results.map(
    ({ outcome, programme, unit, overlaps }) =>
      `${programme.id} ${unit.name?.split(' ')[0]}: ${outcome}${overlaps
        .map((one) => ` ${one.stops ? 'stop' : 'warn'} ${one.programme.id}`)
        .join('')}`,
  )
}

interface Package {
  readonly yearly: { readonly low: { minorUnits: number }; readonly high: { minorUnits: number } }
  readonly items: readonly {
    readonly result: { readonly programme: { id: string }; readonly unit: { name: string | null } }
  }[]
  readonly leftOut: readonly {
    readonly item: Package['items'][number]
    readonly because: readonly { readonly with: { id: string } }[]
  }[]
}
const nameOf = ({ result }: Package['items'][number]) =>
  `${result.programme.id} ${result.unit.name?.split(' ')[0]}`

async function compared(household: string, on: string, about: readonly string[]): Promise<string[]> {
  const item = '{ result { programme { id } unit { name } } }'
  const { data } = await clerk.graphql<{ packages: { complete: boolean; packages: Package[] } }>(
    `query ($household: ID!, $on: Date) { packages(household: $household, on: $on) { complete packages {
       yearly { low { minorUnits } high { minorUnits } } items ${item}
       leftOut { item ${item} because { with { id } } } } } }`,
    { household, on },
  )
  expect(data.packages.complete).toBe(true)
  const concerns = (one: Package['items'][number]) => about.includes(one.result.programme.id)
  return data.packages.packages.map(({ items, yearly, leftOut }) =>
    [
      items.filter(concerns).map(nameOf).join(' + '),
      `Rs ${yearly.low.minorUnits / 100} to ${yearly.high.minorUnits / 100}`,
      `without ${leftOut
        .filter(({ item }) => concerns(item))
        .map(({ item, because }) => `${nameOf(item)} (${because.map((one) => one.with.id).join(', ')})`)
        .join(' and ')}`,
    ].join(', '),
  )
}

describe('a widow asks for Kafaalat, and then she and her father for Guzara', async () => {
  const { household, person } = await familyOf('guzara-beside-kafaalat', '2022-05-15')
  const both = ['bisp-kafaalat', 'zakat-guzara']

  it('sees before anyone applies what the family could receive together', async () => {
    expect(await compared(household, '2022-06-01', both)).toMatchInlineSnapshot(`
      [
        "bisp-kafaalat palwasha + zakat-guzara daud, Rs 40000 to 52000, without zakat-guzara palwasha (bisp-kafaalat, zakat-guzara)",
        "zakat-guzara palwasha, Rs 12000 to 24000, without bisp-kafaalat palwasha (zakat-guzara) and zakat-guzara daud (zakat-guzara)",
      ]
    `)
  })

  it('receives Kafaalat once BISP’s letter is confirmed by a second person', async () => {
    const asked = { person: person('palwasha'), programme: 'bisp-kafaalat', occurredOn: '2022-06-01' }
    expect(await onApplication(clerk, 'apply', { household, consent: true, ...asked })).toMatchObject({
      code: 'ASK_AGAIN_DAY',
    })
    const application = await apply(household, { ...asked, askAgainOn: '2022-07-01' })
    expect(application).toMatchObject({ state: 'submitted', step: 'referred_to_desk' })
    // As large as a scan may be.
    const scan = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(2 * 1024 * 1024 - 8)])
    const letter = {
      application: application.id,
      decision: 'approved',
      number: 'BISP/2022/17',
      on: '2022-06-20',
      scan: { type: 'PDF', base64: scan.toString('base64') },
    }
    const recorded = await onApplication(clerk, 'recordDecision', letter)
    const confirm = { recordedDecision: recorded.application?.recordedDecisions[0]?.id }
    expect(await onApplication(clerk, 'confirmRecordedDecision', confirm)).toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
    })
    expect(await onApplication(officer, 'confirmRecordedDecision', confirm)).toMatchObject({
      application: { state: 'approved' },
    })
  })

  it('is told by the next screening, and by the Zakat office, that Guzara is barred', async () => {
    expect(await screened(household, '2022-07-01', both)).toEqual([
      'bisp-kafaalat palwasha: ALREADY_ENROLLED',
      'zakat-guzara palwasha: EXCLUDED_BY_OVERLAP stop bisp-kafaalat warn bisp-kafaalat',
      'zakat-guzara daud: ELIGIBLE warn bisp-kafaalat',
    ])
    const hers = await apply(household, {
      person: person('palwasha'),
      programme: 'zakat-guzara',
      occurredOn: '2022-07-01',
    })
    const yes = { decision: 'approved', on: '2022-07-10' }
    expect(await onApplication(zakat, 'decideApplication', { application: hers.id, ...yes })).toMatchObject({
      code: 'OVERLAP_STOPS',
      overlaps: [{ programme: { id: 'bisp-kafaalat' }, rule: expect.stringMatching(/\w/) }],
    })
  })

  it('and her father receives it, once the Zakat office has answered the warning', async () => {
    const his = await apply(household, {
      person: person('daud'),
      programme: 'zakat-guzara',
      occurredOn: '2022-07-01',
    })
    const yes = { application: his.id, decision: 'approved', on: '2022-07-10' }
    expect(await onApplication(zakat, 'decideApplication', yes)).toMatchObject({
      code: 'OVERLAP_NOT_ACKNOWLEDGED',
    })
    const acknowledged = { programmes: ['bisp-kafaalat'], reason: 'Kafaalat is his daughter’s, he has none' }
    expect(await onApplication(zakat, 'decideApplication', { ...yes, acknowledged })).toMatchObject({
      application: { state: 'approved' },
    })
  })

  it('compares what they receive with what they could', async () => {
    expect(await screened(household, '2022-07-15', both)).toEqual([
      'bisp-kafaalat palwasha: ALREADY_ENROLLED',
      'zakat-guzara palwasha: EXCLUDED_BY_OVERLAP stop zakat-guzara stop bisp-kafaalat warn bisp-kafaalat',
      'zakat-guzara daud: ALREADY_ENROLLED warn bisp-kafaalat',
    ])
    expect(await compared(household, '2022-07-15', both)).toMatchInlineSnapshot(`
      [
        "bisp-kafaalat palwasha + zakat-guzara daud, Rs 40000 to 52000, without zakat-guzara palwasha (bisp-kafaalat, zakat-guzara)",
        "zakat-guzara palwasha, Rs 12000 to 24000, without bisp-kafaalat palwasha (zakat-guzara) and zakat-guzara daud (zakat-guzara)",
      ]
    `)
  })
})

interface Work {
  readonly id: string
  readonly state: string
  readonly programme: { readonly id: string }
  readonly otherProgramme: { readonly id: string }
  readonly rules: readonly string[]
  readonly bars: boolean
  readonly resolution: string | null
}
const WORK = 'id state programme { id } otherProgramme { id } rules bars resolution'

describe('another such widow: BISP decides by list, and is found on the Zakat list', async () => {
  const { household, person } = await familyOf('guzara-beside-kafaalat', '2022-05-15', 'widow-on-two-lists')
  const her = person('palwasha')
  const cnic = '9000000000017'
  const { data } = await clerk.graphql<{ addIdentifier: { __typename: string } }>(
    `mutation ($input: AddIdentifierInput!) { addIdentifier(input: $input) { __typename } }`,
    { input: { household, person: her, identifier: { kind: 'cnic', number: cnic } } },
  )
  const both = ['bisp-kafaalat', 'zakat-guzara']
  const line = (programme: string, status: 'approved' | 'enrolled') => ({
    programme,
    status,
    name: 'Palwasha widow-on-two-lists',
    area: 'PK526',
    documents: [{ kind: 'cnic', number: cnic }],
  })
  const works = async () => {
    const answer = await officer.graphql<{
      overlaps: { edges: { node: Work & { household: { id: string } } }[] }
    }>(`{ overlaps(area: "PK526", first: 50) { edges { node { ${WORK} household { id } } } } }`)
    return answer.data.overlaps.edges.flatMap(({ node }) => (node.household.id === household ? [node] : []))
  }

  it('applies; the list of decisions is recorded, and counts once a second person confirms it', async () => {
    expect(data.addIdentifier).toEqual({ __typename: 'HouseholdPayload' })
    const asked = { person: her, programme: 'bisp-kafaalat', occurredOn: '2022-06-01' }
    const application = await apply(household, { ...asked, askAgainOn: '2022-07-01' })
    const entry = { ...line('bisp-kafaalat', 'approved'), number: 'BISP/L/3', decidedOn: '2022-06-20' }
    await server.importList('kp', { layout: 'bisp-decisions', asOf: '2022-06-30', entries: [entry] })
    const shown = await officer.graphql<{
      application: { state: string; recordedDecisions: { id: string; state: string; number: string }[] }
    }>('query ($id: ID!) { application(id: $id) { state recordedDecisions { id state number } } }', {
      id: application.id,
    })
    const { state, recordedDecisions } = shown.data.application
    expect({ state, recordedDecisions }).toMatchObject({
      state: 'submitted',
      recordedDecisions: [{ state: 'pending', number: 'BISP/L/3' }],
    })
    const confirm = { recordedDecision: recordedDecisions[0]?.id }
    expect(await onApplication(officer, 'confirmRecordedDecision', confirm)).toMatchObject({
      application: { state: 'approved' },
    })
    expect(await works()).toEqual([])
  })

  it('is found on the Zakat committees’ list: an overlap for the district, of both rules', async () => {
    const zakatList = { layout: 'zakat-mustahiqeen', area: 'PK526', asOf: '2022-07-31' }
    await server.importList('kp', { ...zakatList, entries: [line('zakat-guzara', 'enrolled')] })
    const [work, ...others] = await works()
    expect(others).toEqual([])
    expect(work).toMatchObject({
      state: 'open',
      programme: { id: 'bisp-kafaalat' },
      otherProgramme: { id: 'zakat-guzara' },
      rules: ['zakat-guzara.lists-matched', 'zakat-guzara.own-other-help'],
      bars: true,
    })
  })

  it('and the packages say what she could lawfully have instead', async () => {
    expect(await screened(household, '2022-08-01', both)).toEqual([
      'bisp-kafaalat palwasha: ALREADY_ENROLLED',
      'zakat-guzara palwasha: ALREADY_ENROLLED stop bisp-kafaalat warn bisp-kafaalat',
      'zakat-guzara daud: ELIGIBLE warn zakat-guzara warn bisp-kafaalat',
    ])
    expect(await compared(household, '2022-08-01', both)).toMatchInlineSnapshot(`
      [
        "bisp-kafaalat palwasha + zakat-guzara daud, Rs 40000 to 52000, without zakat-guzara palwasha (bisp-kafaalat, zakat-guzara)",
        "zakat-guzara palwasha, Rs 12000 to 24000, without bisp-kafaalat palwasha (zakat-guzara) and zakat-guzara daud (zakat-guzara)",
      ]
    `)
  })

  it('until the officer has it stopped, and the next list is without her', async () => {
    const [work] = await works()
    const input = { overlap: work?.id, resolution: 'to_be_stopped', reason: 'Guzara is not beside Kafaalat' }
    const resolved = await call<{ overlap?: Work }>(
      officer,
      'resolveOverlap',
      { idempotencyKey: 'stop', ...input },
      `... on OverlapPayload { overlap { ${WORK} } }`,
    )
    expect(resolved.overlap).toMatchObject({ state: 'resolved', resolution: 'to_be_stopped' })
    const next = { layout: 'zakat-mustahiqeen', area: 'PK526', asOf: '2022-10-31' }
    const other = { ...line('zakat-guzara', 'enrolled'), name: 'Someone else', documents: [] }
    await server.importList('kp', { ...next, entries: [other] })
    expect(await works()).toMatchObject([{ state: 'gone', resolution: null }])
  })
})

describe('two brothers under one roof', async () => {
  const { household, person } = await familyOf('one-guzara-per-house', '2021-05-15')

  it('receive one Guzara: the second is told that it is one per house', async () => {
    const ask = (name: string) =>
      apply(household, { person: person(name), programme: 'zakat-guzara', occurredOn: '2021-06-01' })
    const decide = async (application: string) =>
      onApplication(zakat, 'decideApplication', { application, decision: 'approved', on: '2021-06-10' })
    const [first, other] = [await ask('aslam'), await ask('asghar')]
    expect(await decide(first.id)).toMatchObject({ application: { state: 'approved' } })
    expect(await decide(other.id)).toMatchObject({
      code: 'OVERLAP_STOPS',
      overlaps: [{ programme: { id: 'zakat-guzara' } }],
    })
  })
})
