import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { opening, type Tables } from '@onewindow/core'
import { connect } from '@onewindow/db'
import { openEmbedded } from '../embedded-database.ts'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { readSettings, type Settings } from '../settings.ts'
import { paint, print, type Terminal } from '../terminal.ts'
import { checkDatabase, type Urls } from './database.ts'
import { type Finding, failed } from './finding.ts'
import { checkGraphql, checkNode, checkVersions, installedPackages } from './packages.ts'
import { checkProfile } from './production.ts'
import { checkRelease, checkTenant } from './tenants.ts'

/** `onewindow doctor`: looks at everything that an installation needs, changes nothing, and says what to do. */
export async function runDoctor(
  terminal: Terminal,
  installation: Installation,
  { format }: { readonly format: Format },
): Promise<void> {
  const findings = await examine(terminal, installation)
  const failures = findings.filter(({ state }) => state === 'failed').length
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ ok: failures === 0, findings }, null, 2)
      : findings.map((finding) => describe(terminal, finding)).join('\n'),
  )
  if (failures > 0)
    throw new Failure(`${failures} ${failures === 1 ? 'thing needs' : 'things need'} to be put right.`)
}

async function examine(terminal: Terminal, installation: Installation): Promise<readonly Finding[]> {
  const { tenants, state } = installation
  const packages = installedPackages([dirname(state), fileURLToPath(new URL('.', import.meta.url))])
  const here = [
    checkNode(process.versions.node),
    checkGraphql(packages),
    checkVersions(packages),
    ...tenants.map(checkTenant),
  ]
  const settings = settingsOf(terminal)
  if ('state' in settings) return [...here, settings]
  const database = await withUrls(settings, state, async (urls) => {
    const { findings, usable } = await checkDatabase(urls, installation.extensions)
    return [...findings, ...(usable && urls.app !== null ? await releases(urls.app, installation) : [])]
  })
  const ids = tenants.map(({ id }) => id)
  return [...here, ...database, ...(await checkProfile(settings.config, ids))]
}

function settingsOf({ environment }: Terminal): Settings | Finding {
  try {
    return readSettings(environment)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return failed('settings', error.message, 'Correct the settings; the database was not looked at.')
  }
}

/** Those that the environment names; else those of an embedded server that is there already: making one is not looking. */
async function withUrls<Result>(
  { config, ownerUrl }: Settings,
  state: string,
  use: (urls: Urls) => Promise<Result>,
): Promise<Result> {
  const named = { app: config.databaseUrl, owner: ownerUrl }
  const embedded = named.app === null && named.owner === null && config.profile === 'development'
  if (!embedded || !existsSync(join(state, 'postgres'))) return use(named)
  const opened = await openEmbedded(state)
  try {
    return await use(opened.url)
  } finally {
    await opened.close()
  }
}

async function releases(url: string, { tenants }: Installation): Promise<readonly Finding[]> {
  const db = await connect<Tables>({ url, role: 'app', opening })
  try {
    return (await Promise.all(tenants.map((tenant) => checkRelease(db, tenant)))).flat()
  } finally {
    await db.close()
  }
}

const MARKS = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
} as const

function describe({ stdout }: Terminal, { check, state, message, fix }: Finding): string {
  const [mark, colour] = MARKS[state]
  const line = `${paint(stdout, colour, mark)} ${check.padEnd(12)}${message.replaceAll('\n', '\n  ')}`
  return fix === undefined ? line : `${line}\n${paint(stdout, 'dim', `  → ${fix}`)}`
}
