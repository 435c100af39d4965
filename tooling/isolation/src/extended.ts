import { followUp } from '@onewindow/example-follow-up'
import { schoolAttendance } from '@onewindow/example-school-attendance'
import { type Definition, defineTenant, definitionOf } from '@onewindow/tenant'
import type { IsolationCases, MoreTargets } from '@onewindow/testkit'

export const EXTENSIONS = [followUp, schoolAttendance]

/** The tenant with both extensions, whose actions whoever registers families has. */
export const extended = (definition: Definition): Definition =>
  definitionOf(
    defineTenant(
      {
        id: `${definition.id}-extended`,
        extends: [definition],
        extensions: EXTENSIONS.map(({ name }) => name),
        roles: definition.roles
          .filter(({ actions }) => actions.includes('household.register'))
          .map((role) => ({
            ...role,
            actions: [...role.actions, ...EXTENSIONS.flatMap(({ actions = [] }) => actions)],
          })),
        // A language that the extensions do not speak falls back.
        locales: definition.locales.map((locale) => ({
          ...locale,
          complete: locale.complete && EXTENSIONS.every(({ texts }) => Object.hasOwn(texts, locale.id)),
        })),
      },
      EXTENSIONS,
    ),
  )

const QUARTER = '2024-01-01'
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const ON = daysAhead(30)
let calls = 0

const followUpOf = (household: string, on: string) => ({
  idempotencyKey: `extended ${++calls}`,
  household,
  on,
})
const attendanceOf = ({ household, child }: { readonly household: string; readonly child: string }) => ({
  idempotencyKey: `extended ${++calls}`,
  household,
  person: child,
  quarter: QUARTER,
  daysOpen: 60,
  daysPresent: 50,
})

export const CASES: IsolationCases = {
  'Query.followUps': { arguments: () => ({ by: ON, first: 100 }) },
  'Query.schoolAttendance': { arguments: () => ({ quarter: QUARTER, first: 100 }) },
  // Numbers of a district, of which nobody can be told.
  'Query.schoolAttendanceSummaries': { arguments: () => ({ first: 100 }), isPublic: true },
  'Mutation.setFollowUp': { arguments: ({ household }) => followUpOf(household, daysAhead(29)) },
  'Mutation.recordAttendance': { arguments: (target) => ({ input: attendanceOf(target) }) },
}

/** What the queries show: a follow-up and a quarter of the family. */
export const recorded: MoreTargets = async ({ server, tenant: { definition }, target }) => {
  const role = definition.roles.find(
    ({ actions, areas }) => areas === 'own' && actions.includes('household.register'),
  )
  const clerk = await server.as({ tenant: definition.id, role: role?.id ?? '', area: target.area })
  const { data } = await clerk.graphql<Record<string, { readonly __typename: string }>>(
    `mutation ($on: Date!, $household: ID!, $key: ID!, $input: RecordAttendanceInput!) {
       one: setFollowUp(idempotencyKey: $key, household: $household, on: $on) { __typename }
       other: recordAttendance(input: $input) { __typename } }`,
    { ...followUpOf(target.household, ON), key: `extended ${++calls}`, input: attendanceOf(target) },
  )
  if (data.one?.__typename === 'Refusal' || data.other?.__typename === 'Refusal')
    throw new Error(`nothing was recorded for ${definition.id}`)
  // As the daily job counts it.
  await server.database.asAdmin(
    `insert into school_attendance_summary (tenant_id, operating_area, quarter, children, below_limit, counted_at)
     values ($1, $2, $3, 1, 0, now()) on conflict do nothing`,
    [definition.id, target.area, QUARTER],
  )
  return {}
}
