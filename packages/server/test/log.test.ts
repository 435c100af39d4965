import { expect, test } from 'vitest'
import { createLog } from '../src/index.ts'
import { post as send, serve } from './serve.ts'

const SECRETS = [
  '1730112345671', // a document's number, in every place a client can write
  'Gul Bibi', // in a database's message
  '10.9.8.7', // an address
  'wazir', // a cookie
]

async function provoke(served: Awaited<ReturnType<typeof serve>>): Promise<void> {
  const { post, url, token } = served
  const headers = { cookie: 'session=wazir', 'x-forwarded-for': '10.9.8.7', 'x-request-id': '1730112345671' }
  const variables = { name: '1730112345671' }
  await post('mutation Rename($name: String!) { rename(name: $name) { name } }', { variables, headers })
  await post('mutation Find1730112345671 { rename(name: "1730112345671") { name } }', { headers })
  await post('{ a1730112345671: crash }', { headers })
  await post('{ shops(first: "1730112345671") { name } }')
  await post('query ($n: Int) { shops(first: $n) { name } }', { variables: { n: '1730112345671' } })
  await post('{ whoami 1730112345671 ')
  await post('{ whoami }', { path: '/river/graphql?cnic=1730112345671' })
  await post('{ whoami }', { tenant: '1730112345671' })
  await post('{ whoami }', { path: '/1730112345671' })
  await post('query Explode { whoami }')
  await send(url, { token }, '{"query": 1730112345671')
  await post('{ whoami }', { token: `${token.slice(0, -4)}AAAA` })
}

test('a log holds neither personal data nor credentials, whatever happens', async () => {
  const served = await serve({ logAsProduction: true, env: { ONEWINDOW_LOG_LEVEL: 'trace' } })
  await provoke(served)
  const log = served.logged()
  for (const secret of [...SECRETS, served.token, ...served.token.split('.'), 'hunter2'])
    expect(log).not.toContain(secret)
  // The positive control: the log is there, and says what an operator needs.
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(12)
  expect(lines.filter(({ err }) => err?.type === 'DatabaseFailure')).toHaveLength(1)
})

test('a request’s line names tenant, account, operation, status, time and the codes of its errors', async () => {
  const { post, logged } = await serve()
  const answer = await post('query Shops { refuse }')
  const line = logged()
    .split('\n')
    .find((text) => text.includes('"msg":"request"'))
  expect(JSON.parse(line ?? '')).toEqual({
    level: 30,
    time: expect.any(String),
    requestId: answer.headers.get('x-request-id'),
    method: 'POST',
    route: '/:tenant/graphql',
    tenant: 'river',
    actor: 'account-river',
    operation: 'Shops',
    errors: ['SHOP_CLOSED'],
    status: 200,
    ms: expect.any(Number),
    msg: 'request',
  })
})

test('in development a bug’s message is in the log', async () => {
  const { post, logged } = await serve()
  await post('{ crash }')
  expect(logged()).toContain('invalid input syntax for type uuid')
})

test('what a library gives to the log by mistake is left out', () => {
  let lines = ''
  const write = (line: string) => {
    lines += line
  }
  const log = createLog({ profile: 'production', logLevel: 'info' }, { write })
  const url = '/river/graphql?cnic=1730112345671'
  log.info({ req: { url }, res: { url } }, 'kept')
  log.info('%s is kept', 'a value')
  const error = new Error('invalid input: "Gul Bibi"')
  log.error(error)
  log.error({ err: error })
  log.error({ err: error }, error.message)
  log.error({ err: error }, `Failed: ${error.message}`)
  expect(lines.match(/"type":"Error"/g)).toHaveLength(4)
  expect(lines).toContain('a value is kept')
  expect(lines).not.toContain('1730112345671')
  expect(lines).not.toContain('Gul Bibi')
})
