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
export { createTestServer, type RunningServer } from './running-server.ts'
