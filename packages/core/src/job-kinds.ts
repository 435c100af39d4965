import { sealAudit } from './audit/seal.ts'
import type { JobKind } from './job/service.ts'
import { applyList } from './list/job.ts'
import { screenPopulation } from './population/job.ts'

/** What core's workers can do. */
export const JOB_KINDS: readonly JobKind[] = [sealAudit, screenPopulation, applyList]
