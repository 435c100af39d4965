import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'

/** The only table without a tenant: it is about the schema, not about people. */
export const MIGRATION_TABLE_NAME = 'migration'

/** A folder of migrations of one owner: core, or an extension. */
export interface MigrationSet {
  /** `core` */
  readonly owner: string
  /** Holds `NNNN-name.sql` files. */
  readonly directory: URL
  /**
   * Of an extension: the tables that its files may make. Each file is then held to every rule of the wall before it is
   * committed, and may make nothing else.
   */
  readonly tables?: readonly string[]
}

export interface MigrationFile extends Pick<MigrationSet, 'owner' | 'tables'> {
  readonly name: string
  readonly sql: string
  readonly sha256: string
  /** `-- no-transaction` on the first line: one statement (create index concurrently) that may be run again. */
  readonly transaction: boolean
}

/** Migrations cannot go on. `code` says why, the message names the file. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code: MigrationErrorCode

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export type MigrationErrorCode =
  | 'MIGRATION_NAME'
  | 'MIGRATION_ALTERED'
  | 'MIGRATION_MISSING'
  | 'MIGRATION_OUT_OF_ORDER'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_UNPROTECTED'
  | 'MIGRATION_BUSY'

/** The set's files in order. Line ends do not count towards the hash: a checkout on Windows is the same migration. */
export async function readMigrations({ owner, directory, tables }: MigrationSet): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const files: MigrationFile[] = []
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
      throw new MigrationError('MIGRATION_NAME', `${owner}/${name} is not named NNNN-name.sql`)
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4))
      throw new MigrationError('MIGRATION_NAME', `${owner}/${name} has the number of ${names[index - 1]}`)
    const sql = (await readFile(new URL(name, withSlash(directory)), 'utf8')).replaceAll('\r\n', '\n')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    files.push({
      owner,
      name,
      ...(tables && { tables }),
      sql,
      sha256,
      transaction: !/^--\s*no-transaction\s*$/m.test(sql.split('\n', 1)[0] ?? ''),
    })
  }
  return files
}

function withSlash(directory: URL): URL {
  return directory.href.endsWith('/') ? directory : new URL(`${directory.href}/`)
}
