import type { Insertable } from 'kysely'
import type { Transaction } from '../session.ts'
import type { EnrolmentTable } from './table.ts'

export async function insertEnrolments(
  tx: Transaction,
  rows: readonly Insertable<EnrolmentTable>[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('enrolment')
      .values([...rows])
      .execute()
}
