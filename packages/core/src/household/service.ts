export { addIdentifier, declareEnrolments, linkMembers, recordFacts } from './additions.ts'
export {
  correctPerson,
  endRelationship,
  recordDeath,
  releaseIdentifier,
  withdrawFacts,
} from './correction.ts'
export { addMember, changeHead, endMembership, setMembership } from './membership.ts'
export { findPlace, householdsOf, lockHouseholds } from './queries.ts'
export { memberOf, membersOf, requireHousehold } from './reach.ts'
export {
  checkSize,
  type MemberInput,
  type PreparedHousehold,
  prepareHousehold,
  type Registered,
  type RegisterInput,
  registerHousehold,
  requireOperatingArea,
  writeHouseholds,
} from './register.ts'
export { mergeHouseholds, splitHousehold } from './split.ts'
export { transferHousehold, transferPerson } from './transfer.ts'
export { undoChange } from './undo.ts'
