import { createHash, randomUUID } from 'node:crypto'
import type { Definition } from '@onewindow/tenant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerHousehold } from '../household/service.ts'
import type { SurveyImportId } from '../ids.ts'
import type { Session } from '../session.ts'
import {
  createTestPlatform,
  highland,
  member,
  PROBLEM,
  type Problem,
  registered,
  riverland,
  type ShownHousehold,
  type SignedIn,
} from '../testing/index.ts'
import { mergeSurvey } from './job.ts'

const platform = await createTestPlatform([riverland.definition, highland.definition])
afterAll(() => platform.close())

const importer = platform.as({ tenant: 'riverland', role: 'importer' })
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })

let files = 0
const newHash = () => createHash('sha256').update(`file ${++files}`).digest('hex')

async function begin(sha256 = newHash()): Promise<SurveyImportId> {
  const { data } = await importer.graphql<{ begun: { surveyImport: { id: SurveyImportId } } }>(
    `mutation ($sha256: String!) { begun: beginSurveyImport(name: "synthetic.csv", sha256: $sha256) {
       ... on SurveyImportPayload { surveyImport { id } } } }`,
    { sha256 },
  )
  return data.begun.surveyImport.id
}

/** A family without documents, but for the mother where it is asked for, under a form number of its own. */
const form = (seed: number, { area = 'R1', document = true } = {}) => {
  const { idempotencyKey, members, ...family } = riverland.family(seed, area)
  const [mother, ...others] = members
  if (!mother) throw new Error('a mother')
  const { identifiers, facts, enrolments, ...bare } = mother
  const open = facts?.filter(({ fact }) => fact !== 'pregnant')
  return {
    instance: `F-${seed}`,
    line: seed,
    household: {
      ...family,
      idempotencyKey: `survey:F-${seed}`,
      members: [{ ...bare, facts: open, enrolments, ...(document && { identifiers }) }, ...others],
    },
  }
}
type Form = ReturnType<typeof form>

interface StagedAnswer {
  readonly staged: number
  readonly known: number
  readonly refused: readonly { readonly instance: string; readonly problem: Problem }[]
}

async function stage(surveyImport: string, households: readonly object[], who = importer) {
  const { data } = await who.graphql<{ answer: StagedAnswer & Partial<Problem> }>(
    `mutation ($surveyImport: ID!, $households: [StagedHouseholdInput!]!) {
       answer: stageHouseholds(surveyImport: $surveyImport, households: $households) { ${PROBLEM}
         ... on StagePayload { staged known refused { instance problem { code path } } } } }`,
    { surveyImport, households },
  )
  return data.answer
}

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
  platform.inSession('riverland', use)

type Running = Parameters<typeof mergeSurvey.run>[0]

/** As a worker would, without a queue. */
const merge = async (
  surveyImport: SurveyImportId,
  {
    save = async () => {},
    checkpoint = null,
    inTenant = (_mode, use) => inSession(use),
  }: Partial<Pick<Running, 'save' | 'checkpoint' | 'inTenant'>> = {},
): Promise<void> => {
  const release = await inSession(async ({ tenant }) => tenant)
  await mergeSurvey.run({
    id: randomUUID() as never,
    input: { surveyImport },
    checkpoint,
    release,
    signal: new AbortController().signal,
    inTenant,
    save,
  })
}

const waitsForLock = () =>
  platform.database.asAdmin(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )

async function importAll(...forms: readonly Form[]): Promise<SurveyImportId> {
  const surveyImport = await begin()
  const { staged } = await stage(surveyImport, forms)
  expect(staged).toBe(forms.length)
  await merge(surveyImport)
  return surveyImport
}

async function states(surveyImport: string): Promise<Record<string, number>> {
  const { data } = await importer.graphql<{
    surveyImport: { counts: { state: string; count: number }[] }
  }>('query ($id: ID!) { surveyImport(id: $id) { counts { state count } } }', { id: surveyImport })
  return Object.fromEntries(
    data.surveyImport.counts.flatMap(({ state, count }) => (count > 0 ? [[state, count]] : [])),
  )
}

interface ShownStaged {
  readonly id: string
  readonly instance: string
  readonly problem: string
  readonly message: string
  readonly members: readonly { readonly key: string; readonly name: string }[] | null
  readonly candidates: readonly { readonly id: string; readonly name: string }[]
}

async function waiting(who: SignedIn): Promise<ShownStaged[]> {
  const { data, errors } = await who.graphql<{ stagedHouseholds: { edges: { node: ShownStaged }[] } }>(
    `{ stagedHouseholds(first: 100) { edges { node {
         id instance problem message members { key name } candidates { id name } } } } }`,
  )
  expect(errors).toBeUndefined()
  return data.stagedHouseholds.edges.map(({ node }) => node)
}

async function waitingForm(who: SignedIn, instance: string): Promise<ShownStaged> {
  const found = (await waiting(who)).find((one) => one.instance === instance)
  if (!found) throw new Error(`${instance} does not wait`)
  return found
}

const review = async (who: SignedIn, input: object) => {
  const { data } = await who.graphql<{ answer: Partial<Problem> & { household?: { id: string } | null } }>(
    `mutation ($input: ReviewStagedHouseholdInput!) { answer: reviewStagedHousehold(input: $input) {
       ${PROBLEM} ... on ReviewPayload { household { id } } } }`,
    { input: { idempotencyKey: randomUUID(), reason: 'asked the family', ...input } },
  )
  return data.answer
}

async function householdsOf(seed: number, who: SignedIn = clerk) {
  const { data } = await who.graphql<{ people: { edges: { node: { id: string } }[] } }>(
    'query ($name: String!) { people(name: $name) { edges { node { id } } } }',
    { name: `Zarmina ${seed}` },
  )
  return data.people.edges.length
}

describe('staging', () => {
  test('takes in what registration would, and says of the others what is wrong and where', async () => {
    const surveyImport = await begin()
    const good = form(1)
    const impossible = form(2, { area: 'R9' })
    const nobody = { ...form(3), household: { ...form(3).household, members: [] } }
    expect(await stage(surveyImport, [good, impossible, nobody])).toEqual({
      staged: 1,
      known: 0,
      refused: [
        { instance: 'F-2', problem: { code: 'UNKNOWN_AREA', path: ['area'] } },
        { instance: 'F-3', problem: { code: 'MEMBERS_COUNT', path: ['members'] } },
      ],
    })
    expect(await stage(surveyImport, [good])).toMatchObject({ staged: 0, known: 1 })
    expect(await states(surveyImport)).toEqual({ staged: 1 })
    expect(await householdsOf(1)).toBe(0)
  })

  test('the same content is the same import; what is no hash is refused', async () => {
    const sha256 = newHash()
    expect(await begin(sha256)).toBe(await begin(sha256))
    const { data } = await importer.graphql(
      `mutation { beginSurveyImport(name: "x", sha256: "abc") { ${PROBLEM} } }`,
    )
    expect(data).toMatchObject({ beginSurveyImport: { code: 'NOT_A_HASH', path: ['sha256'] } })
  })

  test('two processes that stage one file stage each form once', async () => {
    const surveyImport = await begin()
    const forms = Array.from({ length: 50 }, (_, index) => form(100 + index))
    const answers = await Promise.all([stage(surveyImport, forms), stage(surveyImport, forms)])
    expect(answers.map(({ staged }) => staged).reduce((sum, count) => sum + count, 0)).toBe(50)
    expect(await states(surveyImport)).toEqual({ staged: 50 })
  })

  test('nothing that a family said can be read in the database, and afterwards nothing is left', async () => {
    const stored = async () =>
      (await platform.database.asAdmin('select * from staged_household'))
        .map((row) => JSON.stringify(row))
        .join()
    const surveyImport = await begin()
    await stage(surveyImport, [form(200)])
    expect(await stored()).not.toMatch(/Zarmina|9000000000200/)
    await merge(surveyImport)
    const [row] = await platform.database.asAdmin(
      'select sealed, state from staged_household where survey_import_id = $1',
      [surveyImport],
    )
    expect(row).toEqual({ sealed: null, state: 'registered' })
  })

  test('is bounded, and only for who may import', async () => {
    const surveyImport = await begin()
    const many = Array.from({ length: 201 }, () => form(1))
    expect(await stage(surveyImport, many)).toMatchObject({ code: 'TOO_MANY' })
    expect(await stage(randomUUID(), [form(1)])).toMatchObject({ code: 'NOT_FOUND' })
    const { errors } = await clerk.graphql(`{ surveyImport(id: "${surveyImport}") { id } }`)
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    const { errors: unread } = await importer.graphql('{ stagedHouseholds { edges { node { id } } } }')
    expect(unread?.[0]?.extensions?.code).toBe('FORBIDDEN')
  })
})

describe('merging', () => {
  test('registers each form as a window would, once, whatever files it is in', async () => {
    const forms = [form(300), form(301, { area: 'R2' }), form(302)]
    const surveyImport = await importAll(...forms)
    expect(await states(surveyImport)).toEqual({ registered: 3 })
    expect([await householdsOf(300), await householdsOf(301, south), await householdsOf(301)]).toEqual([
      1, 1, 0,
    ])
    const again = await importAll(...forms)
    expect(await states(again)).toEqual({ known: 3 })
    await merge(surveyImport)
    expect(await householdsOf(300)).toBe(1)
  })

  test('has everyone screened again once it has changed the register, and not where it has not', async () => {
    const screenings = async () =>
      (await platform.database.asAdmin(`select 1 from job where kind = 'population.screen'`)).length
    const before = await screenings()
    const surveyImport = await importAll(form(305))
    expect(await screenings()).toBe(before + 1)
    await merge(surveyImport)
    expect(await screenings()).toBe(before + 1)
  })

  test('what it writes is what registration writes', async () => {
    const shown = async (household: ShownHousehold | undefined) =>
      JSON.stringify(household, (key, value) => (['id', 'reference'].includes(key) ? undefined : value))
    await importAll(form(310))
    const [imported] = await shownHouseholds(310)
    const { household } = form(311)
    const typed = await registered(clerk, household)
    expect((await shown(imported))?.replaceAll('310', 'N')).toBe((await shown(typed))?.replaceAll('311', 'N'))
  })

  test('whoever holds a document already waits, and of another area nothing is told', async () => {
    const here = await registered(clerk, riverland.family(320, 'R1'))
    await registered(south, riverland.family(321, 'R2'))
    const surveyImport = await importAll(form(320), form(321))
    expect(await states(surveyImport)).toEqual({ review: 2 })
    const mother = member(here, 0).person
    expect(await waitingForm(clerk, 'F-320')).toMatchObject({
      problem: 'IDENTIFIER_TAKEN',
      message: 'Someone else in this district is registered with this document.',
      members: [{ key: 'mother', name: 'Zarmina 320' }, { key: 'child' }],
      candidates: expect.arrayContaining([{ id: mother.id, name: mother.name }]),
    })
    // The child, who has no document, is nobody’s double here.
    expect(await waitingForm(clerk, 'F-321')).toMatchObject({
      problem: 'REGISTERED_ELSEWHERE',
      candidates: [],
    })
    expect(await waiting(south)).toEqual([])
  })

  test('without documents, who is called alike in one village and may be as old waits', async () => {
    await registered(clerk, form(330, { document: false }).household)
    const grown = form(331, { document: false })
    const surveyImport = await importAll(
      { ...form(330, { document: false }), instance: 'F-330 again' },
      grown,
    )
    expect(await states(surveyImport)).toEqual({ review: 1, registered: 1 })
    const found = await waitingForm(clerk, 'F-330 again')
    expect(found.problem).toBe('POSSIBLE_DOUBLES')
    expect(found.candidates.map(({ name }) => name).sort()).toEqual(['Spogmai 330', 'Zarmina 330'])
  })

  test('two forms of one file about one family: the second waits for a person', async () => {
    const surveyImport = await importAll(
      form(340),
      { ...form(340), instance: 'F-340 b' },
      form(341, { document: false }),
      { ...form(341, { document: false }), instance: 'F-341 b' },
    )
    expect(await states(surveyImport)).toEqual({ registered: 2, review: 2 })
    expect((await waiting(clerk)).filter(({ instance }) => instance.endsWith(' b'))).toMatchObject([
      { instance: 'F-340 b', problem: 'IDENTIFIER_TAKEN' },
      { instance: 'F-341 b', problem: 'POSSIBLE_DOUBLES' },
    ])
  })

  test('two districts of one file that name one document: one of them registers, the other waits', async () => {
    const { household } = form(343)
    const elsewhere = { ...form(343), instance: 'F-343 b', household: { ...household, area: 'R2' } }
    const surveyImport = await begin()
    await stage(surveyImport, [form(343), elsewhere, form(344, { area: 'R2' })])
    let saves = 0
    // Whichever is first commits once the other one meets its document.
    await merge(surveyImport, {
      save: async () => {
        if (saves++ === 0) await expect.poll(waitsForLock).not.toEqual([])
      },
    })
    expect(await states(surveyImport)).toEqual({ registered: 2, review: 1 })
    const problems = [...(await waiting(clerk)), ...(await waiting(south))]
      .filter(({ instance }) => instance.startsWith('F-343'))
      .map(({ problem }) => problem)
    expect(problems).toEqual(['REGISTERED_ELSEWHERE'])
  })

  test('says how far it is, over all districts, and goes on from there', async () => {
    const surveyImport = await begin()
    await stage(surveyImport, [form(345), form(346, { area: 'R2' }), form(347)])
    const told: object[] = []
    const save: Running['save'] = async (_session, _checkpoint, progress) => void told.push(progress)
    await merge(surveyImport, { save })
    expect(told.at(-1)).toEqual({ done: 3, total: 3 })
    await stage(surveyImport, [form(348, { area: 'R2' })])
    await merge(surveyImport, { save, checkpoint: { done: 3, total: 4 } })
    expect(told.at(-1)).toEqual({ done: 4, total: 4 })
  })

  test('a failure in one district stops the others after the batch they are at', async () => {
    const surveyImport = await begin()
    await stage(surveyImport, [form(352), form(353, { area: 'R2' }), form(354, { area: 'R3' })])
    const failure = Promise.withResolvers<void>()
    let saves = 0
    const failed = merge(surveyImport, {
      inTenant: (_mode, use) =>
        inSession(use).catch((error: unknown) => {
          failure.resolve()
          throw error
        }),
      save: async () => {
        if (saves++ === 0) throw new Error('taken away')
        await failure.promise
      },
    })
    await expect(failed).rejects.toThrow('taken away')
    expect(await states(surveyImport)).toEqual({ staged: 2, registered: 1 })
    await merge(surveyImport)
    expect(await states(surveyImport)).toEqual({ registered: 3 })
  })

  test('a window that is quicker with a document wins, and the form waits', async () => {
    const surveyImport = await begin()
    await stage(surveyImport, [form(350), form(351)])
    const [holding, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const window = inSession(async (session) => {
      await registerHousehold(session, riverland.family(350, 'R1'))
      holding.resolve()
      await go.promise
    })
    await holding.promise
    const merged = merge(surveyImport)
    await expect.poll(waitsForLock).not.toEqual([])
    go.resolve()
    await Promise.all([window, merged])
    expect(await states(surveyImport)).toEqual({ registered: 1, review: 1 })
    expect((await waitingForm(clerk, 'F-350')).problem).toBe('IDENTIFIER_TAKEN')
  })

  test('asked for through the API it is a job; with nothing left to merge there is none anew', async () => {
    const surveyImport = await begin()
    await stage(surveyImport, [form(360)])
    const ask = async () => {
      const { data } = await importer.graphql<{ merged: { surveyImport: { job: { id: string } | null } } }>(
        `mutation { merged: mergeSurvey(surveyImport: "${surveyImport}") {
           ... on SurveyImportPayload { surveyImport { job { id } } } } }`,
      )
      return data.merged.surveyImport.job?.id
    }
    const job = await ask()
    expect(job).toBeDefined()
    expect(await ask()).toBe(job)
    await merge(surveyImport)
    expect(await ask()).toBe(job)
  })

  test('what the rules refuse by then stays out, with its reason', async () => {
    const surveyImport = await begin()
    await stage(surveyImport, [form(370, { area: 'R3' }), form(371)])
    const gone: Definition = {
      ...riverland.definition,
      areas: riverland.definition.areas.map((area) =>
        area.id === 'R3' ? { ...area, to: '2024-01-01' } : area,
      ),
    }
    await platform.apply(gone)
    await merge(surveyImport)
    await platform.apply(riverland.definition)
    expect(await states(surveyImport)).toEqual({ refused: 1, registered: 1 })
  })
})

/** All households of R1 with a person of this number. */
async function shownHouseholds(seed: number): Promise<ShownHousehold[]> {
  const { data } = await clerk.graphql<{
    people: { edges: { node: { memberships: { household: ShownHousehold }[] } }[] }
  }>(
    `query ($name: String!) { people(name: $name) { edges { node { memberships { household {
       area { id } facts { kind text observedOn } members { role presence from until person {
         name birth { from to precision } facts { kind text observedOn } } } } } } } } }`,
    { name: `Zarmina ${seed}` },
  )
  return data.people.edges.flatMap(({ node }) => node.memberships.map(({ household }) => household))
}

describe('looking', () => {
  let home: ShownHousehold
  const seeds = { next: 400 }
  const conflict = async () => {
    const seed = seeds.next++
    home = await registered(clerk, riverland.family(seed, 'R1'))
    await importAll({ ...form(seed), instance: `F-${seed}` })
    return { seed, ...(await waitingForm(clerk, `F-${seed}`)) }
  }
  let one: Awaited<ReturnType<typeof conflict>>
  beforeAll(async () => {
    one = await conflict()
  })

  test('is for the area’s clerks, and needs a reason', async () => {
    const skip = { stagedHousehold: one.id, review: 'skip' }
    expect(await review(south, skip)).toMatchObject({ code: 'NOT_FOUND', path: ['stagedHousehold'] })
    expect(await review(clerk, { ...skip, reason: ' ' })).toMatchObject({ code: 'REASON_REQUIRED' })
  })

  test('new: is refused while somebody holds the document, and loses nothing', async () => {
    expect(await review(clerk, { stagedHousehold: one.id, review: 'new' })).toMatchObject({
      code: 'IDENTIFIER_TAKEN',
    })
    expect((await waitingForm(clerk, one.instance)).members).toHaveLength(2)
  })

  test('same: adds what was observed to those who are named, and to nobody else', async () => {
    const mother = member(home, 0).person
    const same = { stagedHousehold: one.id, review: 'same', household: home.id }
    const stranger = await review(clerk, { ...same, members: [{ key: 'mother', person: randomUUID() }] })
    expect(stranger).toMatchObject({ code: 'NOT_FOUND', path: ['members', '0', 'person'] })
    expect(await review(clerk, { ...same, members: [{ key: 'aunt', person: mother.id }] })).toMatchObject({
      code: 'UNKNOWN_MEMBER',
    })
    expect(await review(clerk, { ...same, household: randomUUID() })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['household'],
    })
    const done = await review(clerk, { ...same, members: [{ key: 'mother', person: mother.id }] })
    expect(done.household?.id).toBe(home.id)
    const [shown] = await shownHouseholds(one.seed)
    expect(shown?.facts).toHaveLength(2 * home.facts.length)
    expect(shown?.members.map(({ person }) => person.facts.length)).toEqual([4, 0])
    expect(await review(clerk, { stagedHousehold: one.id, review: 'skip' })).toMatchObject({
      code: 'STAGED_STATE',
    })
  })

  test('new: registers a family that only looked alike', async () => {
    await registered(clerk, form(450, { document: false }).household)
    await importAll({ ...form(450, { document: false }), instance: 'F-450 twin' })
    const { id } = await waitingForm(clerk, 'F-450 twin')
    const { household } = await review(clerk, { stagedHousehold: id, review: 'new' })
    expect(household?.id).toBeDefined()
    expect(await householdsOf(450)).toBe(2)
    const [entry] = await platform.database.asAdmin<{ subjects: string[] }>(
      `select subjects from audit where action = 'survey.review' and $1 = any (subjects)`,
      [household?.id],
    )
    expect(entry?.subjects).toHaveLength(4)
  })

  test('skip: leaves it out, and a later file with the form is looked at anew', async () => {
    const { id, instance, seed } = await conflict()
    expect(await review(clerk, { stagedHousehold: id, review: 'skip' })).toEqual({ household: null })
    expect((await waiting(clerk)).map((each) => each.instance)).not.toContain(instance)
    await importAll(form(seed))
    expect((await waitingForm(clerk, instance)).problem).toBe('IDENTIFIER_TAKEN')
  })

  test('what was read about it is in the audit', async () => {
    const { id, instance } = await conflict()
    await waitingForm(clerk, instance)
    const read = await platform.database.asAdmin(
      `select 1 from audit where action = 'read' and $1 = any (subjects)`,
      [id],
    )
    expect(read.length).toBeGreaterThan(0)
  })
})
