export { type ApplyInput, apply } from './apply.ts'
export { decideApplication, postponeApplication, reviewApplication, withdrawApplication } from './decide.ts'
export { findOverlaps, findPlaceOf, lockConcerned } from './overlap.ts'
export { confirmRecordedDecision, recordDecision } from './record.ts'
