export {
  actorsOf,
  actorWho,
  type FictionalTenant,
  highland,
  riverland,
  type TablePrints,
  type TestActor,
  tablePrints,
} from '@onewindow/core/testing'
export {
  createTestDatabase,
  EMBEDDED_SERVER,
  TEST_SERVERS,
  type TestDatabase,
  type TestServer,
} from '@onewindow/db/testing'
export { type Client, createClient, type HttpAnswer } from './client.ts'
export { documentNumber } from './document-number.ts'
export { type ExpectIsolatedOptions, expectIsolated } from './expect-isolated.ts'
export { type FamilyOptions, family, observed } from './family.ts'
export type { Caller, IsolationCase, IsolationCases } from './isolation-cases.ts'
export { createTestServer, type RunningServer, type TestServerOptions } from './running-server.ts'
export { type Sweep, type SweepOptions, sweep } from './sweep.ts'
export { NotExercised, type SweptTenant } from './swept-tenant.ts'
export type { MoreTargets, Target } from './target.ts'
