import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestDatabase } from '@onewindow/testkit'

/** Tables that an import writes, parents first, and which of their rows are its own. */
const WRITTEN: Readonly<Record<string, string>> = {
  job: 'true',
  survey_import: 'true',
  household: 'true',
  person: 'true',
  name_token: 'true',
  membership: 'true',
  relationship: 'true',
  identifier: 'true',
  identifier_claim: 'true',
  fact: 'true',
  enrolment: 'true',
  staged_household: 'true',
  audit: `action like 'survey.%' or action like 'job.%'`,
}

export interface Copied {
  readonly table: string
  readonly rows: number
  readonly seconds: number
}

/**
 * `COPY` of the rows that an import wrote in one database into another, each table as a whole: under the same keys, indexes and
 * foreign keys, from files on the server's own disk.
 */
export async function copyRows(from: TestDatabase, into: TestDatabase): Promise<readonly Copied[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-copy-'))
  // The server may run as another user.
  await chmod(folder, 0o777)
  try {
    const copied: Copied[] = []
    for (const [table, own] of Object.entries(WRITTEN)) {
      const file = join(folder, table)
      const [counted] = await from.asAdmin<{ rows: number }>(
        `copy (select * from ${table} where ${own}) to '${file}';
         select count(*)::int as rows from ${table} where ${own}`,
      )
      const began = performance.now()
      await into.asAdmin(`copy ${table} from '${file}'`)
      copied.push({ table, rows: counted?.rows ?? 0, seconds: (performance.now() - began) / 1_000 })
      // So that the checks of foreign keys are planned for what is there.
      await into.asAdmin(`analyze ${table}`)
      await rm(file, { force: true })
    }
    return copied
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
