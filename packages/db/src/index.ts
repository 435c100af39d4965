export { BootCheckError } from './boot-check.ts'
export { checkCatalogue, type Violation } from './catalogue.ts'
export { type ConnectOptions, connect, type Database } from './connect.ts'
export { createDatabase, dropDatabase, inDatabase, type NewDatabase } from './create-database.ts'
export { DatabaseError } from './database-error.ts'
export { type DatabaseFacts, readDatabaseFacts } from './database-facts.ts'
export { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
export { type MigrationReport, migrate, pendingMigrations } from './migrate.ts'
export { MigrationError, type MigrationErrorCode, type MigrationSet } from './migration-file.ts'
export { type PolicyForm, type PolicyShape, policySql } from './policy.ts'
export { printSchema } from './print-schema.ts'
export { type QueueWork, sendToQueue, workQueues } from './queue.ts'
export { prepareRoles, ROLES, type Role, type RolePasswords } from './roles.ts'
export { InvalidScopeError, type Scope } from './scope.ts'
export type { Statement } from './tenant-driver.ts'
export {
  inTenant,
  type Mode,
  ofTenant,
  readText,
  type TenantOptions,
  type TenantTransaction,
  within,
} from './tenant-transaction.ts'
