import { type Selectable, sql } from 'kysely'
import { checkDay } from '../dates.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { HouseholdRef, type HouseholdRow } from '../household/graphql.ts'
import { isId } from '../ids.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { ProgrammeRef, RouteEnum } from '../programme/graphql.ts'
import { type RelationScope, relation, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { ScreeningRef, type ScreeningRow } from '../screening/graphql.ts'
import { OutcomeEnum, OverlapRef } from '../screening/result-graphql.ts'
import { areasFor, mayIn, type Session } from '../session.ts'
import { APPLICATION_REASONS } from './policy.ts'
import {
  APPLICATION_STATES,
  type ApplicationMoveTable,
  type ApplicationTable,
  DECISIONS,
  RECORDED_STATES,
  type RecordedDecisionTable,
  SCAN_TYPES,
  STEPS,
} from './table.ts'

export type ApplicationRow = Selectable<ApplicationTable>
/** With the programme of its application, which says what of it is withheld. */
type MoveRow = Selectable<ApplicationMoveTable> & { readonly programme: string }
type RecordedRow = Selectable<RecordedDecisionTable> & { readonly programme: string }

export const ApplicationRef = builder.objectRef<ApplicationRow>('Application')
const MoveRef = builder.objectRef<MoveRow>('ApplicationMove')
const RecordedRef = builder.objectRef<RecordedRow>('RecordedDecision')

const ApplicationStateEnum = builder.enumType('ApplicationState', { values: APPLICATION_STATES })
const StepEnum = builder.enumType('ApplicationStep', {
  description: 'What the window did: it follows from the programme’s route.',
  values: STEPS,
})
const RecordedStateEnum = builder.enumType('RecordedDecisionState', {
  description: 'Waiting for the second person, counted, or replaced by another record or decision.',
  values: RECORDED_STATES,
})
export const DecisionEnum = builder.enumType('Decision', { values: DECISIONS })
export const ScanTypeEnum = builder.enumType('ScanType', {
  values: {
    PDF: { value: SCAN_TYPES[0] },
    JPEG: { value: SCAN_TYPES[1] },
    PNG: { value: SCAN_TYPES[2] },
  },
})
export const ApplicationReasonEnum = builder.enumType('ApplicationReason', { values: APPLICATION_REASONS })

/** An institution's officer sees the applications to its own programmes. */
export const visibleApplications = (row: string, { session }: Pick<RelationScope, 'session'>) => {
  const { institution } = session.actor
  if (institution === undefined) return sql`true`
  const own = session.tenant.definition.programmes.flatMap((programme) =>
    programme.institution === institution ? [programme.id] : [],
  )
  return sql`${sql.ref(`${row}.programme`)} = any(${own}::text[])`
}

/**
 * In lists of many families nobody finds applications to programmes whose rules read something sensitive but those who
 * may read that, and the institution they are for.
 */
const listed = (row: string, session: Session) => {
  if (session.actor.institution !== undefined) return visibleApplications(row, { session })
  const sensitive = session.tenant.definition.programmes.flatMap(({ id }) =>
    session.tenant.readsSensitive(id) ? [id] : [],
  )
  const areas = areasFor(session.actor, 'fact.readSensitive')
  if (areas === 'all') return sql`true`
  return sql`(${sql.ref(`${row}.programme`)} <> all(${sensitive}::text[])
    or ${sql.ref(`${row}.operating_area`)} = any(${areas}::text[]))`
}

/** Whether what is said of an application would tell this reader of something sensitive. */
const isWithheld = (
  { programme, operating_area }: { readonly programme: string; readonly operating_area: string },
  { tenant, actor }: Pick<Session, 'tenant' | 'actor'>,
): boolean =>
  (!tenant.programmes.has(programme) || tenant.readsSensitive(programme)) &&
  !mayIn(actor, 'fact.readSensitive', operating_area)

const ofApplication = (row: string) => sql`(select a.programme from application a
  where a.tenant_id = ${sql.ref(`${row}.tenant_id`)} and a.application_id = ${sql.ref(`${row}.application_id`)})`

const reasonOf = (reason: string | null) => APPLICATION_REASONS.find((one) => one === reason) ?? null

ApplicationRef.implement({
  description:
    'A request to one programme. Where its institution does not answer by itself, it tells what the window did and when to ask again.',
  // Without the household's wall: an institution goes on seeing what it decided, not the family that it no longer concerns.
  extensions: table({ table: 'application', permission: 'application.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('application_id'),
    programme: t.field({
      type: ProgrammeRef,
      nullable: true,
      description: 'Null for one that the tenant no longer has.',
      extensions: { pure: true, needs: ['programme'] },
      resolve: ({ programme }, _args, { tenant }) => tenant.programmes.get(programme) ?? null,
    }),
    route: t.expose('route', { type: RouteEnum }),
    step: t.expose('step', { type: StepEnum }),
    state: t.expose('state', { type: ApplicationStateEnum }),
    appliedOn: t.expose('applied_on', { type: 'Date', description: 'The day it happened at the window.' }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime', description: 'When it was typed in.' }),
    askAgainOn: t.expose('ask_again_on', { type: 'Date', nullable: true }),
    release: t.exposeString('release_hash', { description: 'Content hash of the rules that applied.' }),
    outcome: t.field({
      type: OutcomeEnum,
      nullable: true,
      description:
        'What the rules said that day; withheld where it could betray something sensitive to this reader.',
      extensions: { pure: true, needs: ['outcome', 'programme', 'operating_area'] },
      resolve: (row, _args, context) => (isWithheld(row, context) ? null : row.outcome),
    }),
    screening: t.field({
      type: ScreeningRef,
      description: 'Why the rules said so: the screening of this programme on the day of the application.',
      nullable: true,
      extensions: relation({ many: false, on: { screening_id: 'screening_id' } }),
      resolve: (row, _args, _context, info) => nested<ScreeningRow | null>(row, info),
    }),
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      description: 'Null for an institution that the family no longer concerns.',
      extensions: relation({ many: false, on: { household_id: 'household_id' } }),
      resolve: (row, _args, _context, info) => nested<HouseholdRow | null>(row, info),
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Null where the household itself applies, or for whoever may not read people.',
      extensions: relation({ many: false, on: { person_id: 'person_id' } }),
      resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
    }),
    moves: t.field({
      type: [MoveRef],
      extensions: relation({
        many: true,
        on: { application_id: 'application_id' },
        orderBy: ['recorded_at', 'application_move_id'],
      }),
      resolve: (row, _args, _context, info) => nested<MoveRow[]>(row, info),
    }),
    recordedDecisions: t.field({
      type: [RecordedRef],
      description: 'Decisions written down from letters and lists.',
      extensions: relation({
        many: true,
        on: { application_id: 'application_id' },
        orderBy: ['recorded_at'],
      }),
      resolve: (row, _args, _context, info) => nested<RecordedRow[]>(row, info),
    }),
  }),
})

MoveRef.implement({
  description:
    'Something that happened to an application: when, when it was typed in, by whom, under which rules.',
  extensions: table({
    table: 'application_move',
    permission: 'application.read',
    areas: true,
    computed: { programme: ofApplication, household_id: () => sql`null` },
  }),
  fields: (t) => ({
    id: t.exposeID('application_move_id'),
    state: t.expose('state', { type: ApplicationStateEnum }),
    reason: t.field({
      type: ApplicationReasonEnum,
      nullable: true,
      extensions: { pure: true, needs: ['reason', 'programme', 'operating_area'] },
      resolve: (row, _args, context) => (isWithheld(row, context) ? null : reasonOf(row.reason)),
    }),
    overlaps: t.field({
      type: [OverlapRef],
      description: 'Overlaps that warned, which the approver saw.',
      extensions: { needs: ['warnings', 'programme', 'release_hash'] },
      resolve: async (row, _args, context) => {
        const release = await context.release(row.release_hash)
        const programme = release.requireProgramme(row.programme)
        return (row.warnings ?? []).map((overlap) => ({ overlap, programme, release }))
      },
    }),
    acknowledgement: t.exposeString('acknowledgement', {
      nullable: true,
      description: 'Why the approver approved all the same.',
    }),
    on: t.expose('happened_on', { type: 'Date', description: 'The day it happened.' }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime', description: 'When it was typed in.' }),
    by: t.exposeID('recorded_by', { description: 'The account that did it.' }),
    release: t.exposeString('release_hash'),
  }),
})

RecordedRef.implement({
  description:
    'What an institution decided outside OneWindow, by the number and day of its letter or list. It counts once a second person has confirmed it.',
  extensions: table({
    table: 'recorded_decision',
    permission: 'application.read',
    areas: true,
    computed: { programme: ofApplication },
  }),
  fields: (t) => ({
    id: t.exposeID('recorded_decision_id'),
    state: t.expose('state', { type: RecordedStateEnum }),
    decision: t.expose('decision', { type: DecisionEnum }),
    reason: t.field({
      type: ApplicationReasonEnum,
      nullable: true,
      extensions: { pure: true, needs: ['reason', 'programme', 'operating_area'] },
      resolve: (row, _args, context) => (isWithheld(row, context) ? null : reasonOf(row.reason)),
    }),
    number: t.exposeString('number'),
    on: t.expose('decided_on', { type: 'Date' }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime' }),
    by: t.exposeID('recorded_by', { description: 'The account that wrote it down.' }),
    scanType: t.expose('scan_type', { type: ScanTypeEnum, nullable: true }),
    scan: t.string({
      nullable: true,
      description:
        'The scan in base64, for whoever records decisions; withheld where a letter would tell of something sensitive.',
      extensions: {
        permission: 'application.record',
        needs: ['scan', 'recorded_decision_id', 'programme', 'operating_area'],
      },
      resolve: (row, _args, context) =>
        row.scan === null ||
        isWithheld(row, context) ||
        !mayIn(context.actor, 'application.record', row.operating_area)
          ? null
          : context.decrypt(row.scan, { row: row.recorded_decision_id, column: 'recorded_decision.scan' }),
    }),
  }),
})

const ApplicationConnection = connectionOf('Application', ApplicationRef)

builder.queryFields((t) => ({
  application: t.field({
    type: ApplicationRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    extensions: { permission: 'application.read', verbatim: true },
    resolve: (_root, { id }, context, info) =>
      isId(id)
        ? context.read((session) =>
            readOne<ApplicationRow>(session, info, {
              type: 'Application',
              where: (row) =>
                sql`${sql.ref(`${row}.application_id`)} = ${id} and ${visibleApplications(row, { session })}`,
            }),
          )
        : null,
  }),
  applications: t.field({
    type: ApplicationConnection,
    description:
      'Applications in reach, oldest first: what an institution has to decide, and about what a window has to ask again. Those to programmes whose rules read something sensitive are listed only for whoever may read that, and for the institution.',
    args: {
      first: t.arg.int(),
      after: t.arg.string(),
      state: t.arg({ type: ApplicationStateEnum }),
      askAgainBy: t.arg({ type: 'Date', description: 'To be asked about on or before this day.' }),
    },
    extensions: { permission: 'application.read', verbatim: true },
    resolve: (_root, { state, askAgainBy, ...page }, context, info) => {
      if (askAgainBy != null) checkDay(askAgainBy, ['askAgainBy'])
      return context.read((session) =>
        readConnection<ApplicationRow>(session, info, {
          type: 'Application',
          by: ['application_id'],
          page: page as Page,
          where: (row) => {
            const inState = state ? sql`and ${sql.ref(`${row}.state`)} = ${state}` : sql``
            const due = askAgainBy
              ? sql`and ${sql.ref(`${row}.ask_again_on`)} <= ${askAgainBy}::date and ${sql.ref(`${row}.state`)} in ('submitted', 'in_review')`
              : sql``
            return sql`${listed(row, session)} ${inState} ${due}`
          },
        }),
      )
    },
  }),
}))
