import type { GraphQLResolveInfo } from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError, type MessageValues } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { isId, type JobId } from '../ids.ts'
import { table } from '../read/declare.ts'
import { type Page, readConnection, readOne } from '../read/read.ts'
import type { Session } from '../session.ts'
import type { JobRow } from './queries.ts'
import { cancelJob, retryJob } from './service.ts'
import { JOB_STATES } from './table.ts'

const JobStateEnum = builder.enumType('JobState', { values: JOB_STATES })

export const JobRef = builder.objectRef<JobRow>('Job').implement({
  description: 'Long work that goes on by itself, from its last checkpoint where it was cut off.',
  extensions: table({ table: 'job', permission: 'job.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('job_id'),
    kind: t.exposeString('kind', { description: 'Such as `audit.seal`.' }),
    state: t.expose('state', { type: JobStateEnum }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'Null: of the whole tenant.',
      extensions: { pure: true, needs: ['operating_area'] },
      resolve: ({ operating_area }, _args, { tenant }) =>
        operating_area === null ? null : tenant.requireArea(operating_area),
    }),
    stage: t.exposeString('stage', { nullable: true }),
    done: t.exposeInt('done'),
    total: t.exposeInt('total', { nullable: true, description: 'Null where it is not known yet.' }),
    attempts: t.exposeInt('attempts', { description: 'Starts since it last came forward.' }),
    error: t.field({
      type: JobErrorRef,
      nullable: true,
      extensions: { pure: true, needs: ['error_code', 'error_values'] },
      resolve: ({ error_code, error_values }) =>
        error_code === null ? null : { code: error_code, values: error_values ?? {} },
    }),
    requestedBy: t.exposeString('requested_by'),
    requestedAt: t.expose('requested_at', { type: 'DateTime' }),
    startedAt: t.expose('started_at', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finished_at', { type: 'DateTime', nullable: true }),
  }),
})

interface JobError {
  readonly code: string
  readonly values: MessageValues
}

const JobErrorRef = builder.objectRef<JobError>('JobError').implement({
  description: 'Why a job failed.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable: programs may rely on it.' }),
    message: t.string({ resolve: ({ code, values }, _args, { texts }) => texts.t(`error.${code}`, values) }),
  }),
})

const JobConnection = connectionOf('Job', JobRef)

/** Ids that are none name no job. */
const named =
  (id: string) =>
  (row: string): RawBuilder<unknown> =>
    isId(id) ? sql`${sql.ref(`${row}.job_id`)} = ${id}` : sql`false`

builder.queryFields((t) => ({
  job: t.field({
    type: JobRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    extensions: { permission: 'job.read', verbatim: true },
    resolve: (_root, { id }, context, info) =>
      context.read((session) => readOne<JobRow>(session, info, { type: 'Job', where: named(id) })),
  }),
  jobs: t.field({
    type: JobConnection,
    description: 'Oldest first. Those of the whole tenant are shown to who may see all of it.',
    args: { first: t.arg.int(), after: t.arg.string(), state: t.arg({ type: JobStateEnum }) },
    extensions: { permission: 'job.read', verbatim: true },
    resolve: (_root, { state, ...page }, context, info) =>
      context.read((session) =>
        readConnection<JobRow>(session, info, {
          type: 'Job',
          by: ['job_id'],
          page: page as Page,
          where: (row) => (state == null ? sql`true` : sql`${sql.ref(`${row}.state`)} = ${state}`),
        }),
      ),
  }),
}))

/** A job by its id, for a payload. */
export const readJob = async (id: JobId, context: Context, info: GraphQLResolveInfo): Promise<JobRow> => {
  const row = await context.read((session) =>
    readOne<JobRow>(session, info, { type: 'Job', where: named(id) }),
  )
  if (!row) throw new DomainError('NOT_FOUND', ['job'])
  return row
}

const JobPayload = builder.objectRef<{ job: JobId }>('JobPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    job: t.field({ type: JobRef, resolve: ({ job }, _args, context, info) => readJob(job, context, info) }),
  }),
})

const JobResult = builder.unionType('JobResult', {
  types: [JobPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'JobPayload'),
})

const manage = (context: Context, use: (session: Session) => Promise<{ readonly job: JobId }>) =>
  answered(() => context.write(use, { action: 'job.manage' }))

builder.mutationFields((t) => ({
  cancelJob: t.field({
    type: JobResult,
    description: 'One that runs stops within seconds, and keeps what it has done up to its last checkpoint.',
    args: { job: t.arg.id({ required: true }) },
    extensions: { permission: 'job.manage' },
    resolve: (_root, { job }, context) => manage(context, (session) => cancelJob(session, job)),
  }),
  retryJob: t.field({
    type: JobResult,
    description: 'Lets a job that failed or was cancelled go on from its last checkpoint.',
    args: { job: t.arg.id({ required: true }) },
    extensions: { permission: 'job.manage' },
    resolve: (_root, { job }, context) => manage(context, (session) => retryJob(session, job)),
  }),
}))
