export { type GrantInput, type Identity, openAccount } from './account/service.ts'
export { type AuditVerification, verifyAudit } from './audit/seal.ts'
export { DomainError } from './errors.ts'
export { ExtensionError, type ExtensionErrorCode } from './extension/error.ts'
export { type Extension, migrationsOf } from './extension/load.ts'
export { createSchema } from './graphql/schema.ts'
export {
  type MemberInput,
  type PreparedHousehold,
  prepareHousehold,
  type RegisterInput,
  registerHousehold,
  writeHouseholds,
} from './household/register.ts'
export { type Cipher, type CipherKeys, createCipher } from './identifier/cipher.ts'
export { enqueue, type JobKind, type Progress, type RunningJob } from './job/service.ts'
export {
  applyList,
  type EntryInput,
  type OpenListInput,
  openList,
  stageEntries,
  submitList,
} from './list/service.ts'
export { coreMigrations } from './migrations.ts'
export { createPlatform, opening, type Platform, type PlatformOptions } from './platform.ts'
export {
  comparePopulation,
  type Flip,
  flipsOf,
  type PopulationDifference,
  programmesRead,
  type Standing,
} from './population/service.ts'
export { describeUse, ReleaseError } from './release/errors.ts'
export { chooseLanguage, type LoadedRelease, loadRelease } from './release/loaded-release.ts'
export type { Use } from './release/policy.ts'
export { applyRelease, compareRelease, findCurrentRelease } from './release/service.ts'
export { answerFor, screen } from './screening/service.ts'
export { type Actor, type Session, systemActor, today } from './session.ts'
export { MOST_STAGED, stageHouseholds } from './survey/service.ts'
export type { Tables } from './tables.ts'
export { SDK_VERSION } from './version.ts'
export { createWorker, type Worker, type WorkerOptions } from './worker.ts'
