export { addIdentifier, declareEnrolments, linkMembers, recordFacts } from './additions.ts'
export { addMember, endMembership, setMembership } from './membership.ts'
export { householdsOf, lockHouseholds } from './queries.ts'
export {
  checkSize,
  type MemberInput,
  type Registered,
  type RegisterInput,
  registerHousehold,
} from './register.ts'
export { transferHousehold } from './transfer.ts'
