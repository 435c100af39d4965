import type { Scorecard } from '@onewindow/tenant'
import { povertyScorecard } from '@onewindow/tenant-pakistan'

const KP_RESIDENCE = 9

export const scorecards: readonly Scorecard[] = [povertyScorecard(KP_RESIDENCE)]
