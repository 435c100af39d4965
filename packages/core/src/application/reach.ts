import type { Action, Programme } from '@onewindow/tenant'
import type { Selectable } from 'kysely'
import { refuseConflict } from '../conflict/service.ts'
import { notFound } from '../errors.ts'
import { isId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { findApplication, lockApplication } from './queries.ts'
import type { ApplicationTable } from './table.ts'

export type Application = Selectable<ApplicationTable>

/** What someone may do about an application: decide as its institution, or work on it as a window. */
export type ApplicationAction = Extract<Action, `application.${string}`>

/**
 * The application where this actor may do this, without a lock; `NOT_FOUND` otherwise, whether it is elsewhere, another
 * institution's, or not there at all. Only an account of the programme's institution decides for it.
 */
export async function requireApplication(
  session: Session,
  id: string,
  action: ApplicationAction,
): Promise<Application> {
  const found = isId(id) ? await findApplication(session.tx, areasFor(session.actor, action), id) : undefined
  return checkReach(session, found, action)
}

/**
 * The same, locked until the transaction ends. Where an approval locks households too, it locks them first.
 *
 * @throws DomainError `CONFLICT_OF_INTEREST` for whoever decides or records about a family of their own
 */
export async function requireLocked(
  session: Session,
  id: string,
  action: ApplicationAction,
): Promise<Application> {
  const found = isId(id) ? await lockApplication(session.tx, areasFor(session.actor, action), id) : undefined
  const application = checkReach(session, found, action)
  if (action !== 'application.create') await refuseConflict(session, application.household_id)
  return application
}

function checkReach(
  session: Session,
  found: Application | undefined,
  action: ApplicationAction,
): Application {
  if (!found || !isDealtWith(session, session.tenant.programmes.get(found.programme), action))
    throw notFound(['application'])
  return found
}

function isDealtWith(
  { actor }: Session,
  programme: Programme | undefined,
  action: ApplicationAction,
): boolean {
  if (!programme) return false
  if (action === 'application.decide') return actor.institution === programme.institution
  return actor.institution === undefined || actor.institution === programme.institution
}
