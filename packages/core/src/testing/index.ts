export { daysToDraw, drawDay } from '../back-check/draw.ts'
export { raiseFlags } from '../flag/raise.ts'
export { FLAG_KINDS } from '../flag/table.ts'
export { newReference } from '../household/reference.ts'
export { keepName, knownBy, wordBits } from '../person/service.ts'
export { requestPopulationScreening } from '../population/job.ts'
export { packOutcomes, unpackOutcomes } from '../population/pack.ts'
export { scratchColumns } from '../population/scratch.ts'
export { loadSnapshot } from '../screening/snapshot.ts'
export { actorsOf, actorWho, openAccounts, subjectOf, type TestActor } from './actors.ts'
export type { FictionalTenant } from './fictional-tenant.ts'
export { highland } from './highland.ts'
export {
  type Changed,
  change,
  changed,
  HOUSEHOLD,
  member,
  PROBLEM,
  type Problem,
  registered,
  type ShownFact,
  type ShownHousehold,
  type ShownMember,
} from './households.ts'
export { applyListIn, importListIn, putWork, stageListIn, type TestList } from './lists.ts'
export { screenPopulationIn } from './population.ts'
export { riverland } from './riverland.ts'
export { type StatementTap, tapStatements } from './statement-tap.ts'
export { type TablePrints, tablePrints, without } from './table-prints.ts'
export { type TestClock, testClock } from './test-clock.ts'
export {
  type Answer,
  createTestPlatform,
  type SignedIn,
  TEST_ISSUER,
  type TestPlatform,
  testCipher,
} from './test-platform.ts'
