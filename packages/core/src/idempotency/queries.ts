import type { Insertable, Selectable } from 'kysely'
import type { Transaction } from '../session.ts'
import type { IdempotencyTable } from './table.ts'

type Place = Pick<Selectable<IdempotencyTable>, 'tenant_id' | 'actor' | 'key'>

/** False where the key is taken; waits for a transaction that is taking it. */
export async function claimKey(
  tx: Transaction,
  row: Omit<Insertable<IdempotencyTable>, 'result'>,
): Promise<boolean> {
  const claimed = await tx
    .insertInto('idempotency')
    .values({ ...row, result: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}

export async function storeResult(tx: Transaction, place: Place, result: object): Promise<void> {
  await tx
    .updateTable('idempotency')
    .set({ result: JSON.stringify(result) })
    .where((row) => row.and(place))
    .execute()
}

export const findKey = (
  tx: Transaction,
  place: Place,
): Promise<Pick<Selectable<IdempotencyTable>, 'request_hash' | 'result'>> =>
  tx
    .selectFrom('idempotency')
    .select(['request_hash', 'result'])
    .where((row) => row.and(place))
    .executeTakeFirstOrThrow()
