import type { Scorecard } from '@onewindow/tenant'
import { povertyScorecard } from '@onewindow/tenant-pakistan'

const PUNJAB_RESIDENCE = 12

export const scorecards: readonly Scorecard[] = [povertyScorecard(PUNJAB_RESIDENCE)]
