import { createHash, randomUUID } from 'node:crypto'
import {
  member,
  newReference,
  putWork,
  registered,
  type ShownHousehold,
  type SignedIn,
} from '@onewindow/core/testing'
import { displayIdentifier } from '@onewindow/tenant'
import { daysAgo } from './days.ts'
import { documentNumber } from './document-number.ts'
import { family } from './family.ts'
import { applyFor, declare, recordApproval, recorderOf, waitForPlace } from './participation.ts'
import { programmesOf } from './programmes.ts'
import type { RunningServer } from './running-server.ts'
import { documentKind, NotExercised, rightful, type SweptTenant } from './swept-tenant.ts'

/** What a call can name: a family, what is known of it, a colleague and jobs of its window. */
export interface Target {
  readonly area: string
  readonly household: string
  readonly reference: string
  readonly mother: string
  readonly child: string
  readonly fact: string
  readonly screening: string
  readonly identifier: string
  /** What happened to the household: it has had another head. */
  readonly change: string
  /** Another household of its area. */
  readonly sibling: string
  /** A household of the same tenant's second area. */
  readonly elsewhere: string
  /** Open, with a decision that waits for its second person. */
  readonly application: string
  readonly recorded: string
  /** What the family said of the programme that the application is for. */
  readonly enrolment: string
  /** Who waits for a place in another programme: the mother. */
  readonly waiting: string
  /** A line that the mother could be on, and an overlap in the household. */
  readonly list: string
  readonly match: string
  readonly overlap: string
  readonly account: string
  readonly role: string
  readonly document: string
  /** As it is shown. */
  readonly shownDocument: string
  /** Of its area, waiting. */
  readonly job: string
  readonly cancelledJob: string
  /** A survey file, and a household of it that waits for a clerk of the area. */
  readonly surveyImport: string
  readonly stagedHousehold: string
  /** Of the clerk with the sibling. */
  readonly conflict: string
  /** About the colleague's work on the family. */
  readonly flag: string
  /** Of the screening, waiting. */
  readonly backCheck: string
  /** In every name, place and number of the family, and in the colleague's name. */
  readonly seed: number
  /** What an extension's cases name. */
  readonly more: Readonly<Record<string, string>>
}

/** Makes what an extension's cases name, about a family that is there already. */
export type MoreTargets = (made: {
  readonly server: RunningServer
  readonly tenant: SweptTenant
  readonly target: Target
}) => Promise<Readonly<Record<string, string>>>

let seeds = 4_100_000

/**
 * Registers a family and all that can be known of it, by those who may. What cannot be made in this tenant (no role may, no
 * programme takes anyone in) is left out: whoever names it gets a `NotExercised` that says why.
 */
export async function createTarget(
  server: RunningServer,
  tenant: SweptTenant,
  more?: MoreTargets,
): Promise<Target> {
  const { definition, areas } = tenant
  const [area] = areas
  const seed = ++seeds
  const as = (permission: string) => server.as(rightful(definition, permission, area))
  const clerk = await as('household.register')
  const household = await registered(clerk, family(definition, { seed, area }))
  const mother = member(household, 0).person.id
  const id = { tenant: definition.id, area, household: household.id }
  const made: Partial<Target> = {
    area,
    household: household.id,
    reference: household.reference,
    mother,
    child: member(household, 1).person.id,
    seed,
    more: {},
  }
  const steps: (() => Promise<Partial<Target>>)[] = []
  const step = <Name extends keyof Target>(
    names: readonly Name[],
    make: () => Promise<Pick<Target, Name>>,
  ) => {
    steps.push(() => lackingWhereItFails(made, names, make))
  }
  step(['document', 'shownDocument'], async () => documentOf(tenant, seed))
  step(['fact'], async () => {
    const fact = [household, ...household.members.map(({ person }) => person)].flatMap(
      ({ facts }) => facts,
    )[0]
    if (!fact) throw new Error(`${definition.id} has no fact that is not sensitive`)
    return { fact: fact.id }
  })
  step(['screening'], async () => ({ screening: await screen(await as('screening.run'), household) }))
  step(['identifier', 'change'], () => afterAnotherHead(clerk, household))
  step(['sibling'], async () => ({ sibling: await bystander(server, tenant, areas[0]) }))
  step(['elsewhere'], async () => ({ elsewhere: await bystander(server, tenant, areas[1]) }))
  step(['application'], async () => ({
    application: await applyFor(
      await as('application.create'),
      household,
      programmesOf(definition).programme,
    ),
  }))
  step(['enrolment'], async () => ({
    enrolment: await declare(await as('enrolment.declare'), household, programmesOf(definition).programme),
  }))
  step(['recorded'], async () => ({
    recorded: await recordApproval(
      await server.as(recorderOf(definition, area)),
      await as('application.read'),
      need(made.application),
    ),
  }))
  step(['waiting'], async () => {
    await waitForPlace(server, { definition, household, programme: programmesOf(definition).waitsFor, area })
    return { waiting: mother }
  })
  step(['list', 'match', 'overlap'], () =>
    putWork(server.database, {
      ...id,
      person: mother,
      programme: programmesOf(definition).free.id,
      name: `Someone ${seed}`,
    }),
  )
  step(['account', 'role'], async () => openColleague(await as('account.manage'), tenant, seed))
  step(['job', 'cancelledJob'], () => createJobs(server, definition.id, area))
  step(['surveyImport', 'stagedHousehold'], async () =>
    createStaged(server, tenant, { importer: await as('survey.import'), seed }),
  )
  step(['conflict'], async () => ({
    conflict: await declareConflict(await as('conflict.declare'), need(made.sibling)),
  }))
  step(['flag', 'backCheck'], () =>
    overseen(server, { screening: need(made.screening), account: need(made.account) }),
  )
  for (const run of steps) Object.assign(made, await run())
  // Every name has been given by now, or throws.
  const target = made as Target
  if (more) Object.assign(made, { more: await more({ server, tenant, target }) })
  return target
}

/** Asked for by a step after the one that made it: its own reason is passed on. */
function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a step of the target came too early')
  return value
}

async function lackingWhereItFails(
  made: Partial<Target>,
  names: readonly (keyof Target)[],
  make: () => Promise<Partial<Target>>,
): Promise<Partial<Target>> {
  try {
    return await make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Not enumerable: what is not there is no secret, and in no answer.
    for (const name of names)
      Object.defineProperty(made, name, {
        get() {
          throw new NotExercised(reason)
        },
      })
    return {}
  }
}

function documentOf({ definition }: SweptTenant, seed: number): Pick<Target, 'document' | 'shownDocument'> {
  const kind = documentKind(definition)
  const document = documentNumber(kind, seed)
  return { document, shownDocument: displayIdentifier(kind, document) }
}

async function screen(clerk: SignedIn, household: ShownHousehold): Promise<string> {
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { id: string } } }>(
    'mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening { id } } } }',
    { id: household.id },
  )
  return data.screenHousehold.screening.id
}

async function openColleague(
  manager: SignedIn,
  { definition, areas: [area] }: SweptTenant,
  seed: number,
): Promise<Pick<Target, 'account' | 'role'>> {
  const { role } = rightful(definition, 'household.register', area)
  const { data } = await manager.graphql<{
    openAccount: { account: { id: string; roles: { id: string }[] } }
  }>(
    `mutation ($input: OpenAccountInput!) { openAccount(input: $input) {
       ... on AccountPayload { account { id roles { id } } } } }`,
    {
      input: {
        issuer: 'https://elsewhere.test',
        subject: `staff ${seed}`,
        name: `Staff ${seed}`,
        roles: [{ role, area }],
      },
    },
  )
  const { account } = data.openAccount
  return { account: account.id, role: account.roles[0]?.id ?? '' }
}

async function declareConflict(clerk: SignedIn, household: string): Promise<string> {
  const { data } = await clerk.graphql<{ declareConflict: { conflict: { id: string } } }>(
    `mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { ... on ConflictPayload { conflict { id } } } }`,
    { input: { idempotencyKey: randomUUID(), household, relation: 'business', reason: 'a shop' } },
  )
  return data.declareConflict.conflict.id
}

/** What the nightly jobs would have made of it, put there by the superuser. */
async function overseen(
  server: RunningServer,
  { screening, account }: Pick<Target, 'screening' | 'account'>,
): Promise<Pick<Target, 'flag' | 'backCheck'>> {
  const [flag, backCheck] = [randomUUID(), randomUUID()]
  await server.database.asAdmin(
    `insert into flag select tenant_id, operating_area, $1::uuid, 'conflict_of_interest', $1::uuid::text, $3, household_id, '{}', '{}', null,
       '{"day":"2024-02-01","relation":"family"}', 'open', now(), release_hash from screening where screening_id = $2`,
    [flag, screening, account],
  )
  await server.database.asAdmin(
    `insert into back_check_draw select tenant_id, area_then, '2024-01-15', 1000, 1000, 10000, now() from screening
     where screening_id = $1 on conflict do nothing`,
    [screening],
  )
  await server.database.asAdmin(
    `insert into back_check (tenant_id, operating_area, back_check_id, screening_id, household_id, area_then, day, screened_by, state, drawn_at)
     select tenant_id, operating_area, $1, screening_id, household_id, area_then, '2024-01-15', recorded_by, 'drawn', now()
     from screening where screening_id = $2`,
    [backCheck, screening],
  )
  return { flag, backCheck }
}

const bystanders = new WeakMap<RunningServer, Map<string, Promise<string>>>()

/** One household of an area that calls only need beside their target: registered once for all of them. */
function bystander(server: RunningServer, { definition }: SweptTenant, area: string): Promise<string> {
  const register = async () => {
    const clerk = await server.as(rightful(definition, 'household.register', area))
    return (await registered(clerk, family(definition, { seed: ++seeds, area }))).id
  }
  const ofServer = bystanders.get(server) ?? new Map<string, Promise<string>>()
  bystanders.set(server, ofServer)
  const key = `${definition.id} ${area}`
  const known = ofServer.get(key) ?? register()
  ofServer.set(key, known)
  return known
}

/** Makes the child the head of the household, so that there is something to undo. */
async function afterAnotherHead(
  clerk: SignedIn,
  household: ShownHousehold,
): Promise<Pick<Target, 'identifier' | 'change'>> {
  const { data } = await clerk.graphql<{
    changeHead: {
      household: {
        changes: { id: string }[]
        members: { person: { identifiers: { id: string }[] } }[]
      }
    }
  }>(
    `mutation ($household: ID!, $person: ID!, $from: Date!) {
       changeHead(input: { household: $household, person: $person, from: $from, formerRole: other }) {
         ... on HouseholdPayload { household { changes { id } members { person { identifiers { id } } } } } } }`,
    { household: household.id, person: member(household, 1).person.id, from: daysAgo(50) },
  )
  const { changes, members } = data.changeHead.household
  const [identifier] = members.flatMap(({ person }) => person.identifiers)
  return { identifier: identifier?.id ?? '', change: changes[0]?.id ?? '' }
}

/** Put there by the superuser: no use case of a tenant asks for a job of an area. */
async function createJobs(server: RunningServer, tenant: string, area: string) {
  const [job, cancelledJob] = [randomUUID(), randomUUID()]
  await server.database.asAdmin(
    `insert into job (tenant_id, operating_area, job_id, kind, state, input, requested_by, requested_at)
     values ($1, $2, $3, 'test', 'queued', '{}', '[test]', now()),
       ($1, $2, $4, 'test', 'cancelled', '{}', '[test]', now())`,
    [tenant, area, job, cancelledJob],
  )
  return { job, cancelledJob }
}

/** Two forms of the same family: one waits, as after a merge that found them, the other for the merge. */
async function createStaged(
  server: RunningServer,
  { definition, areas: [area] }: SweptTenant,
  { importer, seed }: { readonly importer: SignedIn; readonly seed: number },
) {
  const { data } = await importer.graphql<{ begun: { surveyImport: { id: string } } }>(
    `mutation ($sha256: String!) { begun: beginSurveyImport(name: "synthetic.csv", sha256: $sha256) {
       ... on SurveyImportPayload { surveyImport { id } } } }`,
    { sha256: createHash('sha256').update(`${seed}`).digest('hex') },
  )
  const surveyImport = data.begun.surveyImport.id
  await importer.graphql(
    `mutation ($surveyImport: ID!, $households: [StagedHouseholdInput!]!) {
       stageHouseholds(surveyImport: $surveyImport, households: $households) { __typename } }`,
    {
      surveyImport,
      households: [2, 4].map((line) => ({
        instance: `form ${seed} ${line}`,
        line,
        household: family(definition, { seed, area }),
      })),
    },
  )
  const [row] = await server.database.asAdmin<{ id: string }>(
    `update staged_household set state = 'review', problem = 'IDENTIFIER_TAKEN' where survey_import_id = $1 and line = 2
     returning staged_household_id as id`,
    [surveyImport],
  )
  return { surveyImport, stagedHousehold: row?.id ?? '' }
}

/** One that looks like it and never was. `area` is one where nothing is. */
export function madeUpTarget(tenant: SweptTenant, like: Target, area: string): Target {
  const seed = ++seeds
  const made = Object.fromEntries(
    Object.keys(like).map((name) => [name, randomUUID() as unknown]),
  ) as Partial<Target>
  const madeUp = {
    ...made,
    area,
    reference: newReference(),
    more: Object.fromEntries(Object.keys(like.more).map((name) => [name, randomUUID()])),
    ...(Object.keys(like).includes('document') && documentOf(tenant, seed)),
    seed,
  }
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(like)))
    if (get) Object.defineProperty(madeUp, name, { get })
  // It has every name that the other has, and the same reasons for the rest.
  return madeUp as Target
}

const namesIn = ({ more, ...target }: Partial<Target>) =>
  Object.entries({ ...more, ...target }).map(([name, value]) => [name, String(value)] as const)

/** An answer with what it repeats of a target replaced by names, so that answers about two targets can be compared. */
export function withoutNames(text: string, { area, ...target }: Target): string {
  let rest = text.replaceAll(`“${area}”`, '“<area>”')
  for (const [name, value] of namesIn(target)) rest = rest.replaceAll(value, `<${name}>`)
  return rest
}

/** What must be in no answer to a stranger. An area's code is known to everybody, `elsewhere` to some of them. */
export const secretsOf = ({ area: _, elsewhere: __, ...secrets }: Partial<Target>): string[] =>
  namesIn(secrets).map(([, value]) => value)
