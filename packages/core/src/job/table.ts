import type { Instant, Json } from '../column-types.ts'
import type { MessageValues } from '../errors.ts'
import type { JobId } from '../ids.ts'

export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

export interface JobTable {
  tenant_id: string
  /** Null: of the whole tenant. */
  operating_area: string | null
  job_id: JobId
  kind: string
  state: JobState
  /** Without personal data. */
  input: Json<object>
  checkpoint: Json<object> | null
  stage: string | null
  done: number
  total: number | null
  attempts: number
  run_id: string | null
  error_code: string | null
  error_values: Json<MessageValues> | null
  requested_by: string
  requested_at: Instant
  started_at: Instant | null
  finished_at: Instant | null
}
