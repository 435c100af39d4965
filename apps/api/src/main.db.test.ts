import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { coreMigrations } from '@onewindow/core'
import { createTestDatabase } from '@onewindow/db/testing'
import { expect, onTestFinished, test } from 'vitest'

function start(environment: Readonly<Record<string, string>>) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const api = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void api.kill('SIGKILL'))
  let errors = ''
  api.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return { api, errors: () => errors }
}

test('serves until it is asked to stop', async () => {
  const database = await createTestDatabase([coreMigrations])
  onTestFinished(() => database.drop())
  const { api } = start({
    ONEWINDOW_PROFILE: 'development',
    DATABASE_URL: database.appUrl,
    ONEWINDOW_PORT: '0',
    ONEWINDOW_ISSUERS: '[{"issuer":"http://127.0.0.1:9","audience":"onewindow"}]',
  })
  let url = ''
  for await (const line of createInterface(api.stdout)) {
    const { msg, ...entry } = JSON.parse(line)
    if (msg !== 'serving') continue
    url = entry.url
    break
  }
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const ready = await fetch(`${url}/kp/ready`)
  expect(await ready.json()).toMatchObject({ ready: false, reason: 'No release has been applied yet.' })
  expect((await fetch(`${url}/kp/graphql`, { method: 'POST' })).status).toBe(401)
  api.kill('SIGTERM')
  expect((await once(api, 'exit'))[0]).toBe(0)
})

test('refuses production on development settings, and says what to do', async () => {
  const { api, errors } = start({ ONEWINDOW_DEMO: 'true' })
  expect((await once(api, 'exit'))[0]).toBe(1)
  for (const code of ['DEVELOPMENT_KEY', 'NO_DATABASE', 'DEMO', 'NO_ISSUER', 'NO_TLS'])
    expect(errors()).toContain(code)
  expect(errors()).not.toContain('bug')
})
