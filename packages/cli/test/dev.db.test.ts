import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith, launch } from './command.ts'
import { database, urls } from './database.ts'
import { FREE_PORTS } from './started.ts'

test('a saved file is served at once, one with errors is not, and Ctrl-C ends everything', {
  timeout: 180_000,
}, async () => {
  const directory = await folderWith('sound')
  await writeFile(
    join(directory, 'onewindow.config.ts'),
    `import { readFileSync } from 'node:fs'
     import { defineTenant } from '${import.meta.resolve('@onewindow/tenant')}'
     import sound from '${new URL('./sound.config.ts', import.meta.url)}'
     const change = JSON.parse(readFileSync(new URL('./texts.json', import.meta.url), 'utf8'))
     const { origins, ...input } = sound.tenants[0].definition
     const locales = input.locales.map((locale) => locale.id === 'en' ? { ...locale, messages: { ...locale.messages, ...change } } : locale)
     export default { ...sound, tenants: [defineTenant({ ...input, locales })] }`,
  )
  const save = (texts: object) => writeFile(join(directory, 'texts.json'), JSON.stringify(texts))
  await save({})
  const site = await database('empty')
  const running = launch(['dev', ...FREE_PORTS], directory, urls(site))
  await running.until('Watching ')

  const [, url = ''] = /^GraphQL +(\S+)$/m.exec(running.stdout()) ?? []
  const [, token = ''] = /^Clerk, North +(\S+)$/m.exec(running.stdout()) ?? []
  expect(running.stdout()).toMatch(/^GraphiQL +http/m)
  async function grantName(): Promise<string> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-language': 'en',
      },
      body: JSON.stringify({ query: '{ households(first: 1) { edges { cursor } } programmes { id name } }' }),
    })
    const { data } = Object(await response.json())
    return data?.programmes.find(({ id }: { id: string }) => id === 'grant').name
  }

  expect(await grantName()).toBe('The grant')
  await save({ 'programme.grant.name': 'The widow’s grant' })
  await running.until('riverland is served anew')
  await expect.poll(grantName).toBe('The widow’s grant')
  expect(running.stderr()).toContain('texts.json changed')
  expect(running.stderr()).toContain('  locales en changed\n')
  expect(running.stderr()).toContain('messages.programme.grant.name: The grant → The widow’s grant')

  await save({ 'programme.grant.name': 'The {grant}' })
  await running.until('the last sound definition is served')
  expect(running.stderr()).toContain('error MESSAGE_PLACEHOLDERS locales.en.messages.programme.grant.name')
  expect(await grantName()).toBe('The widow’s grant')

  await save({ 'programme.grant.name': 'The grant of 2025' })
  await expect.poll(grantName).toBe('The grant of 2025')

  expect(await running.end('SIGINT')).toBe(0)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  const left = await site.asAdmin<{ count: string }>(
    `select count(*)::text from pg_stat_activity where datname = current_database() and application_name like 'onewindow%' and pid <> pg_backend_pid() and application_name <> 'onewindow-owner'`,
  )
  expect(left).toEqual([{ count: '0' }])
})
