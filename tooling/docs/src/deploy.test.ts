import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { blocksOf } from './blocks.ts'
import { createSite } from './site.ts'

// Commands in processes of their own, on a machine that may be busy.
const LONG = { timeout: 300_000 }

const blocks = blocksOf('deploy.md')
const used = new Set<string>()

function block(name: string): string {
  const found = blocks.find((one) => one.name === name)
  if (!found) throw new Error(`docs/deploy.md has no block ${name}`)
  used.add(name)
  return found.text
}

test('installs as the tests do', async () => {
  const { scripts } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(scripts.test).toContain(block('install').trim())
})

describe('the page, from an empty server to the morning after a mistake', async () => {
  const site = await createSite({ database: await freePort(), api: await freePort() })
  afterAll(() => site.close())
  /** Without what a reader puts in. */
  const url = (name: string, said: string) => new RegExp(`^${name}=(\\S+)$`, 'm').exec(said)?.[1] ?? ''

  test('prepares, migrates, applies, opens the first account', LONG, async () => {
    await site.run(block('administrator'), 'a secret\na secret\n')
    const prepared = await site.run(block('prepare'), 'a%20secret\n')
    const [database, owner] = ['DATABASE_URL', 'ONEWINDOW_OWNER_URL'].map((name) => url(name, prepared))
    expect(database).toContain('onewindow_app')
    await site.run(`export DATABASE_URL='${database}' ONEWINDOW_OWNER_URL='${owner}'`)
    expect(await site.run(block('migrate'))).toContain('kp')
    expect(await site.run(block('account'))).toContain('tenant-administrator')
    const keys = (await site.run('openssl rand -base64 32; openssl rand -base64 32')).trim().split('\n')
    const filled = block('environment')
      .replace(/^DATABASE_URL=.*$/m, `DATABASE_URL='${database}'`)
      .replace('ENCRYPTION_KEY=…', `ENCRYPTION_KEY=${keys[0]}`)
      .replace('LOOKUP_KEY=…', `LOOKUP_KEY=${keys[1]}`)
    expect(filled).not.toContain('…')
    await site.write(
      '/etc/onewindow.env',
      `${filled}ONEWINDOW_PORT=${new URL(site.here('http://127.0.0.1:4000')).port}\n`,
    )
    await site.run(`export ONEWINDOW_ENCRYPTION_KEY='${keys[0]}' ONEWINDOW_LOOKUP_KEY='${keys[1]}'`)
  })

  test('serves by its unit, which systemd can read', LONG, async () => {
    await site.write('/etc/systemd/system/onewindow.service', block('unit'))
    if (existsSync('/usr/bin/systemd-analyze'))
      await site.run('systemd-analyze verify --man=no /etc/systemd/system/onewindow.service')
    await site.run(block('serve'))
    expect(await site.run(block('ready'))).toBe('{"ready":true,"tenants":{"kp":{"ready":true}}}')
    expect(await site.run(block('jobs'))).toContain('succeeded')
    expect(await site.run(block('upgrade').replace(/^.*pnpm.*install.*$/m, ''))).toContain('unchanged')
  })

  test('serves from a container', LONG, async () => {
    await site.run('systemctl stop onewindow')
    await site.run(block('container'))
    await expect(site.run('podman healthcheck run onewindow')).rejects.toThrow('Ended with 1')
    await site.run('systemctl start onewindow')
  })

  test('goes back to the moment before a mistake', LONG, async () => {
    await site.write('/etc/postgresql/18/main/conf.d/onewindow.conf', block('archive'))
    await site.run(block('archive-start'))
    await site.run(block('base'))
    await site.run(
      'npx onewindow account --tenant kp --issuer https://id.example --subject second --name Second --role tenant-administrator',
    )
    const moment = (await site.run(`sudo -u postgres psql -Atc 'select now()' onewindow`)).trim()
    await site.run(
      `sleep 1; sudo -u postgres psql -c "set session_replication_role = replica; delete from account" onewindow`,
    )
    await site.run(block('recover').replace('2026-11-24 09:30:00+05', moment))
    await site.run(
      `for _ in $(seq 100); do [ "$(sudo -u postgres psql -Atc 'select pg_is_in_recovery()' onewindow)" = f ] && break; sleep 0.2; done`,
    )
    const said = await site.run(block('recovered'))
    for (const words of ['Nothing to do', 'unchanged']) expect(said).toContain(words)
    expect(
      (await site.run(`sudo -u postgres psql -Atc 'select subject from account order by 1' onewindow`))
        .trim()
        .split('\n'),
    ).toEqual(['8f2c', 'second'])
  })

  test('dumps and restores', LONG, async () => {
    await site.run(block('dump'))
    const urls = await site.run('echo "$DATABASE_URL $ONEWINDOW_OWNER_URL"')
    const [app, owner] = urls
      .trim()
      .split(' ')
      .map((one) => decodeURIComponent(new URL(one).password))
    await site.run(`export ONEWINDOW_APP_PASSWORD='${app}' ONEWINDOW_OWNER_PASSWORD='${owner}'`)
    expect(await site.run(block('restore'))).toMatch(/0 +\| +2/)
  })

  test('and has no command or file beside these', () => {
    expect(blocks.map(({ name }) => name).sort()).toEqual([...used].sort())
  })
})

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
