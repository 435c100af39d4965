import { sealAudit } from './audit/seal.ts'
import { drawBackChecks } from './back-check/draw.ts'
import { raise } from './flag/job.ts'
import type { JobKind } from './job/service.ts'
import { applyList } from './list/job.ts'
import { screenPopulation } from './population/job.ts'
import { mergeSurvey } from './survey/job.ts'

/** What core's workers can do. */
export const JOB_KINDS: readonly JobKind[] = [
  sealAudit,
  drawBackChecks,
  raise,
  screenPopulation,
  mergeSurvey,
  applyList,
]
