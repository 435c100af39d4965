// What an extension is made of: core's own slices use the same. Nothing else of core is open to it.
export { type SqlBool, sql } from 'kysely'
export { audit, type Entry } from './audit/service.ts'
export { checkDay, checkPastDay } from './dates.ts'
export { DomainError, invalid, notFound } from './errors.ts'
export { defineExtension, type Extension } from './extension/define.ts'
export { ExtensionError, type ExtensionErrorCode } from './extension/error.ts'
export { changed, resultOf } from './extension/mutation.ts'
export type { ExtensionBuilder } from './extension/names.ts'
export type { FactInput } from './fact/service.ts'
export { connectionOf } from './graphql/connection.ts'
export type { Context } from './graphql/context.ts'
export { answered, RefusalRef, Refused } from './graphql/problem.ts'
export { HouseholdRef } from './household/graphql.ts'
export { memberOf, membersOf, recordFacts, requireHousehold } from './household/service.ts'
export { once } from './idempotency/service.ts'
export { type HouseholdId, type Id, isId, newId, type PersonId } from './ids.ts'
export type { JobKind, Progress, RunningJob } from './job/kind.ts'
export { enqueue } from './job/service.ts'
export { PersonRef } from './person/graphql.ts'
export {
  needs,
  ownTable as table,
  type RelationRead,
  relation,
  standing,
  type TypeRead,
} from './read/declare.ts'
export { type Connection, nested, type Page, readConnection, readMany, readOne } from './read/read.ts'
export { areasFor, mayIn, type Session, type Transaction, today } from './session.ts'
