import { escapeIdentifier } from 'pg'
import { outsideWalls } from './outside-walls.ts'

export interface NewDatabase {
  readonly name: string
  /** Copies this database, which nobody may be connected to. */
  readonly template?: string
  readonly unlessExists?: boolean
}

/** Creates a UTF8 database on the server of `adminUrl` (whichever database that names), ordering text bytewise. */
export async function createDatabase(adminUrl: string, database: NewDatabase): Promise<void> {
  const { name, template = 'template0', unlessExists = false } = database
  await outsideWalls(inDatabase(adminUrl, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount && unlessExists) return
    const from = `template ${escapeIdentifier(template)}`
    const text = template === 'template0' ? `encoding 'UTF8' locale 'C'` : ''
    await client.query(`create database ${escapeIdentifier(name)} ${from} ${text}`)
  })
}

/** Drops a database, ending the connections to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await outsideWalls(inDatabase(adminUrl, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
  })
}

/** The same server and login, another database. */
export function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(name)}`
  return other.href
}
