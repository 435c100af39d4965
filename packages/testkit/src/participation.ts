import { actorsOf, member, type ShownHousehold, type SignedIn, type TestActor } from '@onewindow/core/testing'
import type { Definition, Programme } from '@onewindow/tenant'
import { daysAgo } from './days.ts'
import type { RunningServer } from './running-server.ts'
import { actionsOf, NotExercised, rightful } from './swept-tenant.ts'

let keys = 0
const key = () => `participation ${++keys}`

async function changed<Answer>(who: SignedIn, call: string, input: object): Promise<Answer> {
  const { data, errors } = await who.graphql<{ changed: Answer & { code?: string } } | null>(call, { input })
  if (!data) throw new Error(JSON.stringify(errors))
  if (data.changed.code !== undefined) throw new Error(data.changed.code)
  return data.changed
}

export const unitOf = ({ unit }: Programme, mother: string) => (unit.kind === 'person' ? mother : null)

export async function applyFor(clerk: SignedIn, household: ShownHousehold, programme: Programme) {
  const { application } = await changed<{ application: { id: string } }>(
    clerk,
    'mutation ($input: ApplyInput!) { changed: apply(input: $input) { ... on ApplicationPayload { application { id } } ... on Problem { code } } }',
    {
      idempotencyKey: key(),
      household: household.id,
      person: unitOf(programme, member(household, 0).person.id),
      programme: programme.id,
      consent: true,
      occurredOn: daysAgo(55),
      askAgainOn: '2100-01-01',
    },
  )
  return application.id
}

/** What the family says of the programme it has applied for. */
export async function declare(clerk: SignedIn, household: ShownHousehold, programme: Programme) {
  const enrolments = '{ id enrolled programme { id } }'
  const { household: shown } = await changed<{ household: Enrolled & { members: { person: Enrolled }[] } }>(
    clerk,
    `mutation ($input: DeclareEnrolmentsInput!) { changed: declareEnrolments(input: $input) { ... on Problem { code }
       ... on HouseholdPayload { household { enrolments ${enrolments} members { person { enrolments ${enrolments} } } } } } }`,
    {
      household: household.id,
      enrolments: [
        {
          person: unitOf(programme, member(household, 0).person.id),
          programme: programme.id,
          enrolled: true,
          level: 'declared',
          asOf: daysAgo(55),
        },
      ],
    },
  )
  const said = [shown, ...shown.members.map(({ person }) => person)].flatMap((one) => one.enrolments)
  const declared = said.find((one) => one.enrolled && one.programme.id === programme.id)
  return declared?.id ?? ''
}

interface Enrolled {
  readonly enrolments: readonly { id: string; enrolled: boolean; programme: { id: string } }[]
}

/** Who records a decision in an area and is not the first who could confirm it. */
export function recorderOf(definition: Definition, area: string): TestActor {
  const first = rightful(definition, 'application.record', area)
  const recorder = actorsOf(definition).find(
    (actor) =>
      (actor.area ?? area) === area &&
      actor.institution === undefined &&
      actor.role !== first.role &&
      actionsOf(definition, actor).has('application.record'),
  )
  if (!recorder) throw new NotExercised(`${definition.id} has no two roles that record decisions`)
  return recorder
}

/** An approval by letter that waits for its second person. */
export async function recordApproval(
  recorder: SignedIn,
  clerk: SignedIn,
  application: string,
): Promise<string> {
  await changed(
    recorder,
    'mutation ($input: RecordDecisionInput!) { changed: recordDecision(input: $input) { __typename ... on Problem { code } } }',
    {
      idempotencyKey: key(),
      application,
      decision: 'approved',
      number: '7/2024',
      on: daysAgo(40),
      scan: { type: 'PDF', base64: Buffer.from('%PDF-1.7 a letter').toString('base64') },
    },
  )
  const { data } = await clerk.graphql<{ application: { recordedDecisions: { id: string }[] } }>(
    'query ($id: ID!) { application(id: $id) { recordedDecisions { id } } }',
    { id: application },
  )
  return data.application.recordedDecisions[0]?.id ?? ''
}

/** Approves the family for a programme without places, and then makes one. */
export async function waitForPlace(
  server: RunningServer,
  of: { definition: Definition; household: ShownHousehold; programme: Programme; area: string },
): Promise<void> {
  const { definition, household, programme, area } = of
  const manager = await server.as(rightful(definition, 'quota.manage', area))
  const quota = (places: number, from: string) =>
    changed(
      manager,
      'mutation ($input: SetQuotaInput!) { changed: setQuota(input: $input) { __typename ... on Problem { code } } }',
      { idempotencyKey: key(), programme: programme.id, area, fiscalYear: yearOf(definition), places, from },
    )
  await quota(0, firstDay(definition))
  const application = await applyFor(
    await server.as(rightful(definition, 'application.create', area)),
    household,
    programme,
  )
  const institution = await server.as(deciderOf(definition, programme))
  await changed(
    institution,
    'mutation ($input: DecideApplicationInput!) { changed: decideApplication(input: $input) { __typename ... on Problem { code } } }',
    { idempotencyKey: key(), application, decision: 'approved', on: daysAgo(40) },
  )
  await quota(1_000, firstDay(definition))
}

/** An account of the programme's institution that decides. */
export function deciderOf(definition: Definition, { institution }: Programme): TestActor {
  const found = actorsOf(definition).find(
    (actor) => actor.institution === institution && actionsOf(definition, actor).has('application.decide'),
  )
  if (!found) throw new NotExercised(`nobody of ${institution} decides`)
  return found
}

/** The fiscal year that is today's, by the year it starts in. */
function yearOf({ formats }: Definition): number {
  const today = new Date().toISOString()
  return Number(today.slice(0, 4)) - (today.slice(5, 10) < formats.fiscalYearStart ? 1 : 0)
}

const firstDay = (definition: Definition) => `${yearOf(definition)}-${definition.formats.fiscalYearStart}`
