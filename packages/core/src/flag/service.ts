import { audit } from '../audit/service.ts'
import { refuseConflict } from '../conflict/service.ts'
import { DomainError, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { type FlagId, isId, newId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { checkReason } from '../text.ts'
import { mayBecome } from './policy.ts'
import { countFlags as count, type FlagCount, hasSplit, lockFlag, moveFlag } from './queries.ts'
import type { FlagMoveTable } from './table.ts'

export type { FlagCount } from './queries.ts'

/**
 * An officer says what came of a flag: it was explained, is confirmed, or goes to another authority, whose answer may
 * follow. Nobody settles what is about their own work, or about a family of their own.
 *
 * @throws DomainError `NOT_FOUND` · `SECOND_PERSON_NEEDED` · `CONFLICT_OF_INTEREST` · `MOVE_NOT_POSSIBLE` · `REASON_REQUIRED`
 */
export const settleFlag = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly flag: string
    readonly state: FlagMoveTable['state']
    readonly reason: string
  },
): Promise<{ readonly flag: FlagId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkReason(input.reason)
    const areas = areasFor(session.actor, 'flag.settle')
    const flag = isId(input.flag)
      ? await lockFlag(session.tx, { id: input.flag as FlagId, areas, reader: session.actor.id })
      : undefined
    if (!flag) throw notFound(['flag'])
    const households = [flag.household_id ?? [], flag.related].flat()
    // A flag of several accounts' splits names none of them.
    if (flag.kind === 'splits_at_place' && (await hasSplit(session.tx, households, session.actor.id)))
      throw new DomainError('SECOND_PERSON_NEEDED', ['flag'])
    for (const household of households) await refuseConflict(session, household)
    if (!mayBecome(flag.state, input.state)) throw new DomainError('MOVE_NOT_POSSIBLE', ['state'])
    await moveFlag(session.tx, {
      tenant_id: session.tenant.id,
      operating_area: flag.operating_area,
      flag_move_id: newId(),
      flag_id: flag.flag_id,
      state: input.state,
      reason: input.reason.trim(),
      recorded_at: session.now,
      recorded_by: session.actor.id,
    })
    await audit(session, 'flag.settle', {
      subjects: [flag.household_id ?? flag.flag_id],
      detail: { kind: flag.kind, state: input.state },
    })
    return { flag: flag.flag_id }
  })

/** How many of each kind stand where, of those that the actor may see. */
export const countFlags = ({ tx, actor }: Session): Promise<readonly FlagCount[]> =>
  count(tx, { areas: areasFor(actor, 'flag.read'), reader: actor.id })
