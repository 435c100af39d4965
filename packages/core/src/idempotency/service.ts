import { DomainError } from '../errors.ts'
import type { Session } from '../session.ts'
import { checkKey } from '../text.ts'
import { claimKey, findKey, storeResult } from './queries.ts'

/**
 * Runs a use case once per actor and key: a repeated request gets the first one's result, and the same key with
 * another request is refused. A second request at the same moment waits for the first one's transaction.
 */
export async function once<Result extends object>(
  session: Session,
  { key, request }: { readonly key: string; readonly request: unknown },
  run: () => Promise<Result>,
): Promise<Result> {
  checkKey(key, ['idempotencyKey'])
  // The request holds personal data; only its keyed hash is kept.
  const hash = session.cipher.lookup('idempotency', JSON.stringify(request), session.tenant.id)
  const place = { tenant_id: session.tenant.id, actor: session.actor.id, key }
  if (await claimKey(session.tx, { ...place, request_hash: hash, recorded_at: session.now })) {
    const result = await run()
    await storeResult(session.tx, place, result)
    return result
  }
  const earlier = await findKey(session.tx, place)
  if (earlier.request_hash !== hash) throw new DomainError('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'])
  return earlier.result as Result
}
