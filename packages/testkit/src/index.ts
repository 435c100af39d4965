export {
  createTestDatabase,
  EMBEDDED_SERVER,
  TEST_SERVERS,
  type TestDatabase,
  type TestServer,
} from '@onewindow/db/testing'
