import { createHash, randomUUID } from 'node:crypto'
import {
  actorWho,
  type FictionalTenant,
  member,
  newReference,
  putWork,
  registered,
  type ShownHousehold,
  type SignedIn,
} from '@onewindow/core/testing'
import { applyFor, declare, programmesOf, recordApproval, recorderOf, waitForPlace } from './participation.ts'
import type { RunningServer } from './running-server.ts'

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
  /** A line that the mother could be on, and an overlap in the household. */
  readonly list: string
  readonly match: string
  readonly overlap: string
  readonly account: string
  readonly role: string
  readonly document: string
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
}

let seeds = 4_100_000

const documentOf = (seed: number) => `9${String(seed).padStart(12, '0')}`

/** Registers a family and opens an account in an area, by those who may. */
export async function createTarget(
  server: RunningServer,
  { definition, areas, family }: FictionalTenant,
  area: string,
): Promise<Target> {
  const seed = ++seeds
  const clerk = await server.as(actorWho(definition, 'household.register', area))
  const household = await registered(clerk, family(seed, area))
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { id: string } } }>(
    'mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening { id } } } }',
    { id: household.id },
  )
  const { identifier, change } = await afterAnotherHead(clerk, household)
  const sibling = await bystander(server, { definition, family }, area)
  const elsewhere = await bystander(server, { definition, family }, areas[1])
  const { programme, waitsFor } = programmesOf(definition)
  const applied = await applyFor(clerk, household, programme)
  const enrolment = await declare(clerk, household, programme)
  const recorded = await recordApproval(await server.as(recorderOf(definition, area)), clerk, applied)
  await waitForPlace(server, { definition, household, programme: waitsFor, area })
  const manager = await server.as(actorWho(definition, 'account.manage', area))
  const { role } = actorWho(definition, 'household.register', area)
  const opened = await manager.graphql<{ openAccount: { account: { id: string; roles: { id: string }[] } } }>(
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
  const { account } = opened.data.openAccount
  return {
    area,
    household: household.id,
    reference: household.reference,
    mother: member(household, 0).person.id,
    child: member(household, 1).person.id,
    fact: household.facts[0]?.id ?? '',
    screening: data.screenHousehold.screening.id,
    identifier,
    change,
    sibling,
    elsewhere,
    application: applied,
    recorded,
    enrolment,
    ...(await putWork(server.database, {
      tenant: definition.id,
      area,
      household: household.id,
      person: member(household, 0).person.id,
      programme: programmesOf(definition).free.id,
      name: `Someone ${seed}`,
    })),
    account: account.id,
    role: account.roles[0]?.id ?? '',
    document: documentOf(seed),
    ...(await createJobs(server, definition.id, area)),
    ...(await createStaged(server, { definition, family }, { seed, area })),
    conflict: await declareConflict(clerk, sibling),
    ...(await overseen(server, { screening: data.screenHousehold.screening.id, account: account.id })),
    seed,
  }
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

const bystanders = new Map<string, Promise<string>>()

/** One household of an area that calls only need beside their target: registered once for all of them. */
function bystander(
  server: RunningServer,
  { definition, family }: Pick<FictionalTenant, 'definition' | 'family'>,
  area: string,
): Promise<string> {
  const register = async () => {
    const clerk = await server.as(actorWho(definition, 'household.register', area))
    return (await registered(clerk, family(++seeds, area))).id
  }
  const key = `${definition.id} ${area}`
  const known = bystanders.get(key) ?? register()
  bystanders.set(key, known)
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
    `mutation ($household: ID!, $person: ID!) {
       changeHead(input: { household: $household, person: $person, from: "2024-01-20", formerRole: other }) {
         ... on HouseholdPayload { household { changes { id } members { person { identifiers { id } } } } } } }`,
    { household: household.id, person: member(household, 1).person.id },
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
  { definition, family }: Pick<FictionalTenant, 'definition' | 'family'>,
  { seed, area }: { readonly seed: number; readonly area: string },
) {
  const importer = await server.as(actorWho(definition, 'survey.import', area))
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
        household: family(seed, area),
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
export function madeUpTarget(area: string): Target {
  const seed = ++seeds
  return {
    area,
    household: randomUUID(),
    reference: newReference(),
    mother: randomUUID(),
    child: randomUUID(),
    fact: randomUUID(),
    screening: randomUUID(),
    identifier: randomUUID(),
    change: randomUUID(),
    sibling: randomUUID(),
    elsewhere: randomUUID(),
    application: randomUUID(),
    recorded: randomUUID(),
    enrolment: randomUUID(),
    list: randomUUID(),
    match: randomUUID(),
    overlap: randomUUID(),
    account: randomUUID(),
    role: randomUUID(),
    job: randomUUID(),
    cancelledJob: randomUUID(),
    surveyImport: randomUUID(),
    stagedHousehold: randomUUID(),
    conflict: randomUUID(),
    flag: randomUUID(),
    backCheck: randomUUID(),
    document: documentOf(seed),
    seed,
  }
}

/** An answer with what it repeats of a target replaced by names, so that answers about two targets can be compared. */
export function withoutNames(text: string, { area, ...target }: Target): string {
  let rest = text.replaceAll(`“${area}”`, '“<area>”')
  for (const [name, value] of Object.entries(target)) rest = rest.replaceAll(String(value), `<${name}>`)
  return rest
}

/** What must be in no answer to a stranger. An area's code is known to everybody, `elsewhere` to some of them. */
export const secretsOf = ({ area: _, elsewhere: __, ...secrets }: Target): string[] =>
  Object.values(secrets).map(String)
