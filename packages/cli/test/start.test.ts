import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { folderWith, onewindow } from './command.ts'
import { database, urls } from './database.ts'
import { countHouseholds, FREE_PORTS, paste, printedCommand, start, UP } from './started.ts'

/** The port of the PostgreSQL server that `start` keeps in its folder. */
async function postgresPort(directory: string): Promise<number> {
  const lock = await readFile(join(directory, '.onewindow/postgres/data/postmaster.pid'), 'utf8')
  return Number(lock.split('\n')[3])
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const connected = once(socket, 'connect').then(
    () => true,
    () => false,
  )
  return connected.finally(() => socket.destroy())
}

describe('start', { timeout: 120_000 }, () => {
  test('builds everything, answers what it printed, and uses it all again', async () => {
    const directory = await folderWith('sound')
    const first = start(directory)
    await first.until(UP)
    expect(first.stderr()).toMatch(/✓ Migrations .*1 applied|✓ Migrations .*[1-9]\d* applied/)
    expect(first.stderr()).toMatch(/✓ Rules of riverland .*, applied/)
    expect(await countHouseholds(first, 'Clerk, North')).toBe(3)

    const answer = await paste(printedCommand(first))
    expect(answer).toMatchObject({
      data: {
        screenHousehold: {
          screening: {
            results: expect.arrayContaining([
              expect.objectContaining({
                programme: { name: 'The grant' },
                unit: { name: 'Zarmina 0' },
                outcome: 'ELIGIBLE',
                benefits: [
                  expect.objectContaining({
                    amounts: expect.arrayContaining([{ minorUnits: 100_000, currency: 'PKR' }]),
                  }),
                ],
              }),
            ]),
          },
        },
      },
    })

    const tokens = join(directory, '.onewindow/tokens.json')
    expect((await stat(tokens)).mode & 0o777).toBe(0o600)
    const [holder] = JSON.parse(await readFile(tokens, 'utf8'))
    expect(first.stdout()).toContain(holder.token)

    // Another command uses the same server meanwhile; another start does not.
    const [, reference = ''] = /onewindow screen (\S+)/.exec(first.stdout()) ?? []
    const beside = await onewindow(['screen', reference], directory)
    expect(beside.stdout).toContain('Eligible\tThe grant; Zarmina 0')
    const twice = await onewindow(['start', ...FREE_PORTS], directory)
    expect(twice.stderr).toContain('Another onewindow command uses')
    expect(twice.code).toBe(1)

    const server = await postgresPort(directory)
    expect(await isListening(server)).toBe(true)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(await isListening(server)).toBe(false)

    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const address = taken.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const second = start(directory, {}, ['--port', port, '--identity-port', '0'])
    await second.until(UP)
    expect(second.stderr()).toContain(`The API cannot have port ${port} (EADDRINUSE): taking another.`)
    expect(second.stderr()).toMatch(/✓ Migrations .*0 applied/)
    expect(second.stderr()).toMatch(/✓ Rules of riverland .*, unchanged/)
    expect(await countHouseholds(second, 'Clerk, North')).toBe(3)
    expect(await second.end('SIGINT')).toBe(0)
  })

  test('goes on where it was stopped or killed, and registers nobody twice', async () => {
    const directory = await folderWith('sound')
    const many = { RIVERLAND_FAMILIES: '80' }
    const stopped = start(directory, many)
    await stopped.until('Demo accounts')
    const server = await postgresPort(directory)
    expect(await stopped.end('SIGTERM')).toBe(1)
    expect(stopped.stderr()).toContain('Nothing is half-written: run it again.')
    expect(await isListening(server)).toBe(false)

    const killed = start(directory, many)
    await killed.until('Demo accounts')
    expect(await killed.end('SIGKILL')).toBe(null)

    const whole = start(directory, many)
    await whole.until(UP)
    expect(await countHouseholds(whole, 'Clerk, North')).toBe(80)
    const last = await postgresPort(directory)
    expect(await whole.end('SIGTERM')).toBe(0)
    expect(await isListening(last)).toBe(false)
  })

  test('uses a database that the environment names, but not one with real families', async () => {
    const site = await database('empty')
    const directory = await folderWith('sound')
    const running = start(directory, urls(site))
    await running.until(UP)
    expect(await countHouseholds(running, 'Clerk, North')).toBe(3)
    expect(await running.end('SIGTERM')).toBe(0)
    expect(running.stdout()).toContain('They are kept in the database of DATABASE_URL.')
    await expect(stat(join(directory, '.onewindow/postgres'))).rejects.toThrow('ENOENT')

    await site.asAdmin(`update household set synthetic = false where village = 'Ghat 1'`)
    const { code, stderr } = await onewindow(['start', ...FREE_PORTS], directory, urls(site))
    expect(stderr).toContain('riverland has real families in this database.')
    expect(code).toBe(1)
  })

  test('names a demo account whose area is not there', async () => {
    const directory = await folderWith('sound')
    const configuration = join(directory, 'onewindow.config.ts')
    const [sound] = /'.*'/.exec(await readFile(configuration, 'utf8')) ?? []
    await writeFile(
      configuration,
      `import sound from ${sound}
       const accounts = [{ subject: 'clerk', name: 'Clerk', roles: [{ role: 'clerk', area: 'renamed' }] }]
       export default { ...sound, demo: sound.demo.map((demo) => ({ ...demo, accounts })) }\n`,
    )
    const site = await database('migrated')
    const { code, stderr } = await onewindow(['start', ...FREE_PORTS], directory, urls(site))
    expect(stderr).toContain(
      'The demo account clerk of riverland was refused: ROLE_NEEDS_AREA for {"role":"clerk","area":"renamed"}.',
    )
    expect(stderr).not.toContain('bug')
    expect(code).toBe(1)
  })

  test('never runs in production', async () => {
    const { code, stderr } = await onewindow(['start'], await folderWith('sound'), { NODE_ENV: 'production' })
    expect(stderr).toContain('it never runs in production: use `onewindow serve`')
    expect(code).toBe(1)
  })

  test('shows what is wrong with a definition, and starts nothing', async () => {
    const directory = await folderWith('broken')
    const { code, stderr } = await onewindow(['start'], directory)
    expect(stderr).toContain('error UNKNOWN_LEVEL operatingLevel')
    expect(stderr).toContain('Not started: correct the errors of marshland above.')
    expect(code).toBe(1)
    await expect(stat(join(directory, '.onewindow'))).rejects.toThrow('ENOENT')
  })
})
