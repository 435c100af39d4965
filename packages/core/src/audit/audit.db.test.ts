import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import {
  change,
  createTestPlatform,
  member,
  putWork,
  registered,
  riverland,
  type SignedIn,
  TEST_ISSUER,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
const importer = platform.as({ tenant: 'riverland', role: 'importer' })
const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })

interface Entry {
  readonly actor: string
  readonly action: string
  readonly subjects: readonly string[]
  readonly detail: object
}

/** Entries since the last call. */
let last = '00000000-0000-0000-0000-000000000000'
async function entries(): Promise<Entry[]> {
  const rows = await platform.database.asAdmin<Entry & { audit_id: string }>(
    'select audit_id, actor, action, subjects, detail from audit where audit_id > $1 order by audit_id',
    [last],
  )
  last = rows.at(-1)?.audit_id ?? last
  return rows
}

const household = await registered(clerk, riverland.family(1, 'R1'))
const mother = member(household, 0).person.id
const child = member(household, 1).person.id
const people = [mother, child]
const screening = await (async () => {
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { id: string } } }>(
    'mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening { id } } } }',
    { id: household.id },
  )
  return data.screenHousehold.screening.id
})()

const job = randomUUID()
await platform.database.asAdmin(
  `insert into job (tenant_id, job_id, kind, state, input, requested_by, requested_at)
   values ('riverland', $1, 'test', 'queued', '{}', '[test]', now())`,
  [job],
)

const flag = randomUUID()
await platform.database.asAdmin(
  `insert into flag select tenant_id, 'R1', $1, 'splits_at_place', 'test', null, $2, '{}', '{}', null, '{}', 'open', now(), current_release
   from tenant where tenant_id = 'riverland'`,
  [flag, household.id],
)
const backCheck = randomUUID()
await platform.database.asAdmin(
  `with draw as (insert into back_check_draw values ('riverland', 'R1', '2024-01-15', 1, 1, 500, now()))
   insert into back_check (tenant_id, operating_area, back_check_id, screening_id, household_id, area_then, day, screened_by, state, drawn_at)
   select tenant_id, operating_area, $1, screening_id, household_id, area_then, '2024-01-15', recorded_by, 'drawn', now() from screening
   where screening_id = $2`,
  [backCheck, screening],
)
const work = await putWork(platform.database, {
  tenant: 'riverland',
  area: 'R1',
  household: household.id,
  person: mother,
  programme: 'alms',
  name: 'Someone',
})

const call = (who: SignedIn, mutation: string, variables: object) =>
  who.graphql(`mutation ${mutation}`, { ...variables })
const ACCOUNT = '... on AccountPayload { account { id roles { id } } } ... on Problem { code }'

interface UseCase {
  readonly run: () => Promise<unknown>
  readonly action: string
  readonly subjects: () => string[]
}
interface Changed {
  readonly application?: { readonly id: string; readonly recordedDecisions: readonly { id: string }[] }
}
const survey = { id: '', staged: '' }
const latest = { application: '', recorded: '', conflict: '' }
let keys = 0
/** A change of an application, which the cases after it go on with. */
async function onApplication(who: SignedIn, mutation: string, input: object) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const answer = await who.graphql<{ changed: Changed }>(
    `mutation ($input: ${type}!) { changed: ${mutation}(input: $input) { ... on Problem { code }
       ... on ApplicationPayload { application { id recordedDecisions { id } } } } }`,
    { input: { idempotencyKey: `application ${++keys}`, ...input } },
  )
  const { application } = answer.data.changed
  if (application) latest.application = application.id
  latest.recorded = application?.recordedDecisions.at(-1)?.id ?? latest.recorded
  return answer
}
const applyFor = (programme: string, person: string | null) =>
  onApplication(clerk, 'apply', { household: household.id, person, programme, consent: true })
const keyed = (type: string, mutation: string, payload: string) => (who: SignedIn, input: object) =>
  who.graphql(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ... on Problem { code } ${payload} } }`,
    {
      input: { idempotencyKey: `keyed ${++keys}`, ...input },
    },
  )

/** One call of every mutation, in an order in which each succeeds: the entry that it must leave. */
const USE_CASES: Record<string, UseCase> = {
  registerHousehold: {
    run: () => registered(clerk, riverland.family(2, 'R1')),
    action: 'household.register',
    subjects: () => [],
  },
  resolveOverlap: {
    run: async () => {
      const { overlap } = await work
      return keyed(
        'ResolveOverlapInput',
        'resolveOverlap',
        '... on OverlapPayload { overlap { state } }',
      )(officer, { overlap, resolution: 'kept', reason: 'looked into' })
    },
    action: 'overlap.resolve',
    subjects: () => [household.id],
  },
  decideListMatch: {
    run: async () => {
      const { match } = await work
      return keyed(
        'DecideListMatchInput',
        'decideListMatch',
        '... on ListMatchPayload { match { state } }',
      )(officer, { match, person: mother, reason: 'seen' })
    },
    action: 'list.match',
    subjects: () => [mother],
  },
  addMember: {
    run: () =>
      change(clerk, 'addMember', {
        idempotencyKey: 'one more',
        household: household.id,
        member: { key: 'x', name: 'One More', sex: 'male', role: 'other' },
      }),
    action: 'household.addMember',
    subjects: () => [household.id],
  },
  setMembership: {
    run: () =>
      change(clerk, 'setMembership', {
        household: household.id,
        person: child,
        from: '2024-02-01',
        presence: 'absent',
      }),
    action: 'household.setMembership',
    subjects: () => [household.id, child],
  },
  endMembership: {
    run: () =>
      change(clerk, 'endMembership', {
        household: household.id,
        person: child,
        until: '2024-02-10',
        reason: 'moved to an aunt',
      }),
    action: 'household.endMembership',
    subjects: () => [household.id, child],
  },
  recordFacts: {
    run: () =>
      change(clerk, 'recordFacts', {
        household: household.id,
        facts: [{ person: mother, fact: 'marital_status', choice: 'married', source: 'family' }],
      }),
    action: 'fact.record',
    subjects: () => [household.id, mother],
  },
  correctFact: {
    run: () => change(clerk, 'correctFact', { id: household.facts[0]?.id, reason: 'misheard by a clerk' }),
    action: 'fact.correct',
    subjects: () => [household.id],
  },
  declareEnrolments: {
    run: () =>
      change(clerk, 'declareEnrolments', {
        household: household.id,
        enrolments: [{ person: mother, programme: 'grant', enrolled: true, level: 'declared' }],
      }),
    action: 'enrolment.declare',
    subjects: () => [household.id, mother],
  },
  addIdentifier: {
    run: () =>
      change(clerk, 'addIdentifier', {
        household: household.id,
        person: mother,
        identifier: { kind: 'card', number: '9222222222222' },
      }),
    action: 'identifier.add',
    subjects: () => [mother],
  },
  linkMembers: {
    run: () =>
      change(clerk, 'linkMembers', {
        household: household.id,
        relationships: [{ person: child, relation: 'guardian', relative: mother }],
      }),
    action: 'relationship.link',
    subjects: () => [child, mother],
  },
  screenHousehold: {
    run: () =>
      call(clerk, '($id: ID!) { screenHousehold(household: $id) { __typename } }', { id: household.id }),
    action: 'screening.run',
    subjects: () => [household.id, mother],
  },
  openAccount: {
    run: () =>
      call(administrator, `($input: OpenAccountInput!) { openAccount(input: $input) { ${ACCOUNT} } }`, {
        input: { issuer: TEST_ISSUER, subject: 'new', name: 'Newcomer', roles: [{ role: 'donor' }] },
      }),
    action: 'account.open',
    subjects: () => [],
  },
  grantRole: {
    run: async () => {
      const account = await accountOf('new')
      return call(
        administrator,
        `($account: ID!) { grantRole(account: $account, grant: { role: "clerk", area: "R1" }) { ${ACCOUNT} } }`,
        { account: account.id },
      )
    },
    action: 'account.grantRole',
    subjects: () => [],
  },
  revokeRole: {
    run: async () => {
      const { roles } = await accountOf('new')
      return call(administrator, `($role: ID!) { revokeRole(role: $role) { ${ACCOUNT} } }`, {
        role: roles[0]?.id,
      })
    },
    action: 'account.revokeRole',
    subjects: () => [],
  },
  screenPopulation: {
    run: () => call(administrator, '{ screenPopulation(idempotencyKey: "everyone") { __typename } }', {}),
    action: 'population.screen',
    subjects: () => [],
  },
  beginSurveyImport: {
    run: async () => {
      const { data } = await importer.graphql<{ begun: { surveyImport: { id: string } } }>(
        `mutation ($sha256: String!) { begun: beginSurveyImport(name: "synthetic.csv", sha256: $sha256) {
           ... on SurveyImportPayload { surveyImport { id } } } }`,
        { sha256: 'a'.repeat(64) },
      )
      survey.id = data.begun.surveyImport.id
      return data
    },
    action: 'survey.begin',
    subjects: () => [survey.id],
  },
  stageHouseholds: {
    run: () =>
      call(
        importer,
        `($surveyImport: ID!, $households: [StagedHouseholdInput!]!) {
           stageHouseholds(surveyImport: $surveyImport, households: $households) { __typename } }`,
        {
          surveyImport: survey.id,
          households: [4, 5].map((seed) => ({
            instance: `form ${seed}`,
            line: seed,
            household: riverland.family(seed, 'R1'),
          })),
        },
      ),
    action: 'survey.stage',
    subjects: () => [survey.id],
  },
  mergeSurvey: {
    run: () =>
      call(importer, '($id: ID!) { mergeSurvey(surveyImport: $id) { __typename } }', { id: survey.id }),
    action: 'job.enqueue',
    subjects: () => [],
  },
  reviewStagedHousehold: {
    run: async () => {
      const [waits] = await platform.database.asAdmin<{ id: string }>(
        `update staged_household set state = 'review', problem = 'POSSIBLE_DOUBLES' where line = 4
         returning staged_household_id as id`,
      )
      survey.staged = waits?.id ?? ''
      return call(
        clerk,
        '($input: ReviewStagedHouseholdInput!) { reviewStagedHousehold(input: $input) { __typename } }',
        {
          input: {
            idempotencyKey: 'looked',
            stagedHousehold: survey.staged,
            review: 'new',
            reason: 'a cousin',
          },
        },
      )
    },
    action: 'survey.review',
    subjects: () => [survey.staged],
  },
  apply: {
    run: () => applyFor('alms', mother),
    action: 'application.apply',
    subjects: () => [household.id, mother],
  },
  reviewApplication: {
    run: () => onApplication(agency, 'reviewApplication', { application: latest.application }),
    action: 'application.review',
    subjects: () => [household.id, mother],
  },
  decideApplication: {
    run: () =>
      onApplication(agency, 'decideApplication', {
        application: latest.application,
        decision: 'approved',
        on: '2024-03-01',
      }),
    action: 'application.decide',
    subjects: () => [household.id, mother],
  },
  moveEnrolment: {
    run: async () => {
      const { data } = await clerk.graphql<{
        household: { members: { person: { enrolments: { id: string; state: string }[] } }[] }
      }>(
        'query ($id: ID!) { household(id: $id) { members { person { enrolments(current: true) { id state } } } } }',
        { id: household.id },
      )
      const [enrolled] = data.household.members.flatMap(({ person }) =>
        person.enrolments.filter(({ state }) => state === 'enrolled'),
      )
      return keyed(
        'MoveEnrolmentInput',
        'moveEnrolment',
        '... on EnrolmentPayload { enrolment { state } }',
      )(officer, { enrolment: enrolled?.id, to: 'suspended', reason: 'verification', on: '2024-03-01' })
    },
    action: 'enrolment.move',
    subjects: () => [mother],
  },
  postponeApplication: {
    run: async () => {
      await applyFor('relief', null)
      return onApplication(clerk, 'postponeApplication', {
        application: latest.application,
        askAgainOn: '2024-04-01',
      })
    },
    action: 'application.postpone',
    subjects: () => [household.id],
  },
  recordDecision: {
    run: () =>
      onApplication(clerk, 'recordDecision', {
        application: latest.application,
        decision: 'approved',
        number: '12/2024',
        on: '2024-03-01',
      }),
    action: 'application.recordDecision',
    subjects: () => [household.id],
  },
  confirmRecordedDecision: {
    run: () => onApplication(officer, 'confirmRecordedDecision', { recordedDecision: latest.recorded }),
    action: 'application.decide',
    subjects: () => [household.id],
  },
  withdrawApplication: {
    run: async () => {
      await applyFor('grant', mother)
      return onApplication(clerk, 'withdrawApplication', {
        application: latest.application,
        reason: 'family_request',
      })
    },
    action: 'application.withdraw',
    subjects: () => [household.id, mother],
  },
  setQuota: {
    run: () =>
      keyed(
        'SetQuotaInput',
        'setQuota',
        '... on QuotaPayload { quota { places } }',
      )(officer, {
        programme: 'grant',
        area: 'R1',
        fiscalYear: 2023,
        places: 5,
      }),
    action: 'quota.set',
    subjects: () => [],
  },
  fillPlaces: {
    run: () =>
      keyed(
        'FillPlacesInput',
        'fillPlaces',
        '... on FillPayload { filled }',
      )(officer, {
        programme: 'grant',
        area: 'R1',
      }),
    action: 'quota.fill',
    subjects: () => [],
  },
  transferHousehold: {
    run: async () => {
      const family = await registered(clerk, riverland.family(3, 'R1'))
      return change(south, 'transferHousehold', { reference: family.reference, toArea: 'R2', agreed: true })
    },
    action: 'household.transfer',
    subjects: () => [],
  },
  cancelJob: {
    run: () => call(administrator, '($job: ID!) { cancelJob(job: $job) { __typename } }', { job }),
    action: 'job.cancel',
    subjects: () => [job],
  },
  retryJob: {
    run: () => call(administrator, '($job: ID!) { retryJob(job: $job) { __typename } }', { job }),
    action: 'job.retry',
    subjects: () => [job],
  },
  declareConflict: {
    run: async () => {
      const answer = await keyed(
        'DeclareConflictInput',
        'declareConflict',
        '... on ConflictPayload { conflict { id } }',
      )(clerk, { household: household.id, relation: 'family', reason: 'a cousin' })
      latest.conflict = JSON.stringify(answer).match(/[0-9a-f-]{36}/)?.[0] ?? ''
      return answer
    },
    action: 'conflict.declare',
    subjects: () => [household.id],
  },
  endConflict: {
    run: () =>
      keyed(
        'EndConflictInput',
        'endConflict',
        '__typename',
      )(officer, {
        conflict: latest.conflict,
        reason: 'no cousin',
      }),
    action: 'conflict.end',
    subjects: () => [household.id],
  },
  settleFlag: {
    run: () =>
      keyed(
        'SettleFlagInput',
        'settleFlag',
        '__typename',
      )(officer, {
        flag,
        state: 'explained',
        reason: 'a cousin too',
      }),
    action: 'flag.settle',
    subjects: () => [household.id],
  },
  recordBackCheck: {
    run: () =>
      keyed(
        'RecordBackCheckInput',
        'recordBackCheck',
        '__typename',
      )(officer, {
        backCheck,
        visitedOn: '2024-02-20',
        programmes: ['relief'],
        facts: [{ fact: 'income', number: '17171', source: 'family' }],
      }),
    action: 'backCheck.record',
    subjects: () => [household.id],
  },
}

/** Each on a family of its own, whose people are then known. */
let families = 100
async function home() {
  const one = await registered(clerk, riverland.family(++families, 'R1'))
  return { household: one.id, mother: member(one, 0).person.id, child: member(one, 1).person.id }
}
let seen: string[] = []
const onFamily = (
  action: string,
  run: (of: Awaited<ReturnType<typeof home>>) => Promise<unknown>,
): UseCase => ({
  run: async () => {
    const of = await home()
    seen = [of.child]
    return run(of)
  },
  action,
  subjects: () => seen,
})
const CHANGES: Record<string, UseCase> = {
  correctPerson: onFamily('person.correct', ({ household, child }) =>
    change(clerk, 'correctPerson', { household, person: child, name: 'Other', reason: 'B-form' }),
  ),
  recordDeath: onFamily('person.die', ({ household, child }) =>
    change(clerk, 'recordDeath', { household, person: child, diedOn: '2024-02-01', reason: 'seen' }),
  ),
  endRelationship: onFamily('relationship.end', ({ household, child, mother }) =>
    change(clerk, 'endRelationship', {
      household,
      person: child,
      relation: 'mother',
      relative: mother,
      reason: 'aunt',
    }),
  ),
  releaseIdentifier: {
    run: async () => {
      const { household, mother } = await home()
      seen = [mother]
      const { data } = await clerk.graphql<{
        household: { members: { person: { identifiers: { id: string }[] } }[] }
      }>('query ($id: ID!) { household(id: $id) { members { person { identifiers { id } } } } }', {
        id: household,
      })
      const [document] = data.household.members.flatMap(({ person }) => person.identifiers)
      return change(clerk, 'releaseIdentifier', { id: document?.id, reason: 'the neighbour’s card' })
    },
    action: 'identifier.release',
    subjects: () => seen,
  },
  withdrawFacts: onFamily('fact.withdraw', ({ household, child }) =>
    change(clerk, 'withdrawFacts', { household, person: child, fact: 'pregnant', reason: 'misheard' }),
  ),
  changeHead: onFamily('household.changeHead', ({ household, child }) =>
    change(clerk, 'changeHead', { household, person: child, from: '2024-02-01', formerRole: 'other' }),
  ),
  splitHousehold: onFamily('household.split', ({ household, child }) =>
    change(clerk, 'splitHousehold', {
      idempotencyKey: `split ${household}`,
      household,
      members: [{ person: child, role: 'head' }],
      from: '2024-02-01',
      reason: 'moved out',
    }),
  ),
  mergeHouseholds: onFamily('household.merge', async ({ household }) => {
    const { household: into } = await home()
    return change(clerk, 'mergeHouseholds', {
      into,
      from: household,
      on: '2024-02-01',
      formerHeadRole: 'relative',
      reason: 'one roof',
    })
  }),
  transferPerson: {
    run: async () => {
      const { mother } = await home()
      seen = [mother]
      const number = `9${String(families).padStart(12, '0')}`
      const far = await registered(south, riverland.family(++families, 'R2'))
      return change(south, 'transferPerson', {
        document: { kind: 'card', number },
        household: far.id,
        from: '2024-02-01',
        role: 'relative',
        agreed: true,
      })
    },
    action: 'person.transfer',
    subjects: () => seen,
  },
  undoChange: onFamily('household.undo', async ({ household, child }) => {
    await change(clerk, 'changeHead', { household, person: child, from: '2024-02-01', formerRole: 'other' })
    const { data } = await clerk.graphql<{ household: { changes: { id: string }[] } }>(
      'query ($id: ID!) { household(id: $id) { changes { id } } }',
      { id: household },
    )
    return change(clerk, 'undoChange', { id: data.household.changes[0]?.id, reason: 'mistake' })
  }),
}

async function accountOf(subject: string) {
  const { data } = await administrator.graphql<{
    accounts: { id: string; subject: string; roles: { id: string }[] }[]
  }>('{ accounts { id subject roles { id } } }')
  const account = data.accounts.find((one) => one.subject === subject)
  if (!account) throw new Error(`${subject} has no account`)
  return account
}

describe('every use case leaves an entry', () => {
  const mutations = Object.keys(platform.platform.schema.getMutationType()?.getFields() ?? {})
  const useCases = { ...USE_CASES, ...CHANGES }

  test('each mutation has a case here', () => {
    expect(Object.keys(useCases).sort()).toEqual(mutations.sort())
  })

  test.each(Object.entries(useCases))('%s', async (_, { run, action, subjects }) => {
    await entries()
    const answer = await run()
    expect(JSON.stringify(answer)).not.toMatch(/"(code|errors)":/)
    const own = (await entries()).filter((entry) => entry.action === action)
    expect(own).toHaveLength(1)
    expect(own[0]?.subjects).toEqual(expect.arrayContaining(subjects()))
    // Places are of a programme: where nobody waits for one, nobody is concerned.
    if (!action.startsWith('quota.')) expect(own[0]?.subjects.length).toBeGreaterThan(0)
    expect(own[0]?.actor).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a refused one too', async () => {
    await entries()
    await change(clerk, 'registerHousehold', { ...riverland.family(9, 'R1'), consent: false })
    expect(await entries()).toMatchObject([
      { action: 'refused.CONSENT_REQUIRED', subjects: [], detail: { action: 'household.register' } },
    ])
  })
})

describe('every read of personal fields lists its subjects', () => {
  test.each<[string, string, () => string[]]>([
    ['household', '{ household(id: "$household") { members { person { name } } } }', () => people],
    ['one field of a person', '{ household(id: "$household") { members { person { sex } } } }', () => people],
    ['an alias', '{ h: household(id: "$household") { m: members { p: person { n: name } } } }', () => people],
    [
      'a fragment',
      '{ household(id: "$household") { ...f } } fragment f on Household { members { ...g } } fragment g on Membership { person { ... on Person { name } } }',
      () => people,
    ],
    [
      'a relative',
      '{ people(name: "Spogmai 1") { edges { node { relationships { relative { name } } } } } }',
      () => people,
    ],
    ['found people', '{ people(name: "Zarmina 1") { edges { node { name } } } }', () => [mother]],
    [
      'a document',
      '{ personByDocument(document: { kind: "card", number: "9000000000001" }) { ... on FoundPerson { person { name } } } }',
      () => [mother],
    ],
    ['a screening’s names', '{ screening(id: "$screening") { results { unit { name } } } }', () => people],
    [
      'a screening’s values',
      '{ screening(id: "$screening") { results { criteria { readings { value } } } } }',
      () => people,
    ],
    ['a slip', '{ household(id: "$household") { screenings { slip } } }', () => people],
  ])('%s', async (_, query, subjects) => {
    await entries()
    const { errors } = await clerk.graphql(
      query.replace('$household', household.id).replace('$screening', screening),
    )
    expect(errors).toBeUndefined()
    const reads = (await entries()).filter(({ action }) => action === 'read')
    expect(reads).toHaveLength(1)
    expect(reads[0]?.subjects).toEqual(expect.arrayContaining(subjects()))
  })

  test.each([
    ['areas and programmes', '{ areas { id name } programmes { id name } }'],
    ['an empty answer', '{ people(name: "Nobody At All") { edges { node { name } } } }'],
    ['oneself', '{ viewer { id roles } }'],
  ])('and one of %s leaves none', async (_, query) => {
    await entries()
    await clerk.graphql(query)
    expect(await entries()).toEqual([])
  })

  test.each([
    ['where a family lives', '{ household(id: "$household") { village address } }'],
    ['what is known of a household', '{ household(id: "$household") { facts { text } } }'],
    ['a list of households', '{ households { edges { node { reference address } } } }'],
  ])('%s lists the household', async (_, query) => {
    await entries()
    await clerk.graphql(query.replace('$household', household.id))
    const reads = (await entries()).filter(({ action }) => action === 'read')
    expect(reads.flatMap(({ subjects }) => subjects)).toContain(household.id)
  })
})

test('no entry holds a value', async () => {
  const rows = await platform.database.asAdmin<{ text: string }>('select audit::text as text from audit')
  const text = rows.map((row) => row.text).join('\n')
  expect(text).toContain('household.register')
  for (const value of [
    'Zarmina',
    'Gul Khan',
    'Ghat',
    'House',
    '9000000000001',
    '9222222222222',
    '15000',
    '1500000',
    '17171',
    'cousin',
    'widowed',
    'married',
    'misheard',
    'aunt',
    'pregnant',
    '1985',
    'Newcomer',
    household.reference,
  ])
    expect(text).not.toContain(value)
})

test('an entry cannot be changed or taken away by the application', async () => {
  const [grant] = await platform.database.asAdmin<{ privileges: string }>(
    `select string_agg(privilege_type, ',' order by privilege_type) as privileges
     from information_schema.role_table_grants where table_name = 'audit' and grantee = 'onewindow_app'`,
  )
  expect(grant?.privileges).toBe('INSERT,SELECT')
})

describe('the trail is read', () => {
  interface Trail {
    readonly auditEntries: { readonly edges: readonly { readonly node: Entry }[] }
  }
  const trail = async (who: SignedIn, subject?: string) =>
    (
      await who.graphql<Trail | null>(
        'query ($subject: ID) { auditEntries(subject: $subject, first: 100) { edges { node { actor action subjects detail } } } }',
        { subject },
      )
    ).data?.auditEntries.edges.map(({ node }) => node)

  test('by whom the tenant lets', async () => {
    const entries = await trail(administrator, household.id)
    expect(entries?.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['household.register', 'household.addMember', 'screening.run']),
    )
    expect(entries?.every(({ subjects }) => subjects.includes(household.id))).toBe(true)
  })

  test('of a subject that is no id: nothing', async () => {
    expect(await trail(administrator, 'x')).toEqual([])
  })

  test('of one county by whoever looks after it', async () => {
    const north = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
    const other = platform.as({ tenant: 'riverland', role: 'officer', area: 'R2' })
    const actions = (await trail(north))?.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['household.register', 'screening.run', 'read']))
    expect(await trail(other, household.id)).toEqual([])
    const seen = (await trail(other))?.flatMap(({ subjects }) => subjects)
    for (const subject of [household.id, mother, child]) expect(seen).not.toContain(subject)
  })
})
