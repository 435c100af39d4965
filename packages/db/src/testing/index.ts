export { createTestDatabase, type TestDatabase } from './test-database.ts'
export { EMBEDDED_SERVER, TEST_SERVERS, type TestServer } from './test-server.ts'
