import { createHash } from 'node:crypto'
import { type Cipher, createCipher } from '@onewindow/core'
import { type Config, ConfigError, loadConfig } from '@onewindow/server'
import { Failure } from './failure.ts'
import type { Terminal } from './terminal.ts'

/** The environment's variables, read. */
export interface Settings {
  readonly config: Config
  /** `ONEWINDOW_OWNER_URL`, the role that migrates. It is no setting of the server, which has no use for that role. */
  readonly ownerUrl: string | null
}

type Environment = Terminal['environment']

/** What only `onewindow prepare` reads; an operator's shell may still hold it for the next command. */
const OF_PREPARE = [
  'ONEWINDOW_ADMIN_URL',
  'ONEWINDOW_OWNER_PASSWORD',
  'ONEWINDOW_APP_PASSWORD',
  'ONEWINDOW_LOADER_PASSWORD',
]

export function readSettings(environment: Environment): Settings {
  const { ONEWINDOW_OWNER_URL: ownerUrl, DATABASE_URL: databaseUrl, ...rest } = environment
  const problems = [
    ...connectionProblems('ONEWINDOW_OWNER_URL', ownerUrl),
    ...connectionProblems('DATABASE_URL', databaseUrl),
  ]
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !OF_PREPARE.includes(name)))
  try {
    const config = loadConfig(problems.length > 0 ? others : { ...others, DATABASE_URL: databaseUrl })
    if (problems.length === 0) return { config, ownerUrl: ownerUrl || null }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    problems.push(error.message)
  }
  throw new Failure(problems.join('\n'))
}

/** As `readSettings`, in production unless `ONEWINDOW_PROFILE` says otherwise: what serves must not fail open. */
export const readServingSettings = (environment: Environment): Settings =>
  readSettings({ ...environment, ONEWINDOW_PROFILE: environment.ONEWINDOW_PROFILE || 'production' })

/** What is wrong with a connection string, without its value; nothing where there is none. */
export function connectionProblems(name: string, url: string | undefined): string[] {
  if (!url || isConnectionString(url)) return []
  return [
    `${name}: must be a connection string, postgres://user:password@host/database. ` +
      'Percent-encode the password: / is %2F, @ is %40, # is %23, % is %25.',
  ]
}

function isConnectionString(text: string): boolean {
  try {
    const { protocol, username, password, pathname } = new URL(text)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return /^postgres(ql)?:$/.test(protocol)
  } catch {
    return false
  }
}

/** A key's id is made from the key, so that nobody can give another key the same one. */
export function cipherOf({ encryptionKeys, lookupKey }: Config): Cipher {
  const keys = encryptionKeys.map((key) => {
    const secret = Buffer.from(key, 'base64')
    return { id: createHash('sha256').update(secret).digest('hex').slice(0, 8), secret }
  })
  return createCipher({ keys, hashSecret: Buffer.from(lookupKey, 'base64') })
}
