import { type Database, inTenant } from '@onewindow/db'
import { audit } from '../audit/service.ts'
import { invalid, notFound } from '../errors.ts'
import { type AccountId, isId, newId } from '../ids.ts'
import type { LoadedRelease } from '../release/service.ts'
import { type Actor, areasFor, type Session } from '../session.ts'
import type { Tables } from '../tables.ts'
import { checkKey, checkText } from '../text.ts'
import { actorOf } from './policy.ts'
import { findAccount, findGrants, insertRole, revoke, standingRoles, upsertAccount } from './queries.ts'

export interface Identity {
  readonly issuer: string
  readonly subject: string
}

/** Who a token's subject is in this tenant, read from the account table; null for nobody. */
export const findActor = (
  db: Database<Tables>,
  release: LoadedRelease,
  identity: Identity,
): Promise<Actor | null> =>
  inTenant(db, { scope: { tenant: release.id, areas: [] }, mode: 'read' }, async (tx) => {
    const found = await findGrants(tx, identity)
    return (
      found &&
      actorOf(found.account, found.grants, new Map(release.definition.roles.map((role) => [role.id, role])))
    )
  })

export interface GrantInput {
  readonly role: string
  readonly area?: string | null | undefined
  readonly institution?: string | null | undefined
}

/** Makes an account for a subject of the identity provider, or finds it, and gives it roles it does not have yet. */
export async function openAccount(
  session: Session,
  input: Identity & { readonly name: string; readonly roles: readonly GrantInput[] },
): Promise<{ readonly account: AccountId }> {
  checkKey(input.issuer, ['issuer'])
  checkKey(input.subject, ['subject'])
  checkText(input.name, ['name'])
  if (input.name.trim() === '') throw invalid('NAME_REQUIRED', ['name'])
  const account = await upsertAccount(session.tx, {
    tenant_id: session.tenant.id,
    account_id: newId<'account'>(),
    issuer: input.issuer,
    subject: input.subject,
    name: input.name.trim(),
    created_at: session.now,
    disabled_at: null,
  })
  for (const [index, role] of input.roles.entries())
    await grant(session, account, role, ['roles', String(index)])
  await audit(session, 'account.open', {
    subjects: [account],
    detail: { roles: input.roles.map(({ role }) => role) },
  })
  return { account }
}

export async function grantRole(
  session: Session,
  input: GrantInput & { readonly account: string },
): Promise<{ readonly account: AccountId }> {
  const account = isId(input.account) ? await findAccount(session.tx, input.account as AccountId) : undefined
  if (!account) throw notFound(['account'])
  await grant(session, account.account_id, input, [])
  await audit(session, 'account.grantRole', {
    subjects: [account.account_id],
    detail: { role: input.role, area: input.area ?? null },
  })
  return { account: account.account_id }
}

async function grant(
  session: Session,
  account: AccountId,
  input: GrantInput,
  path: readonly string[],
): Promise<void> {
  const role = session.tenant.definition.roles.find(({ id }) => id === input.role)
  if (!role) throw invalid('UNKNOWN_ROLE', [...path, 'role'], { id: input.role })
  // Who hands out roles does not hand them to themselves.
  if (account === session.actor.id) throw invalid('OWN_ACCOUNT', path)
  const area = input.area ?? null
  const institution = input.institution ?? null
  const { operatingLevel } = session.tenant.definition
  if (role.areas === 'own' && (area === null || session.tenant.areas.get(area)?.level !== operatingLevel))
    throw invalid('ROLE_NEEDS_AREA', [...path, 'area'], { level: operatingLevel })
  if (role.institution === 'own' && (institution === null || !session.tenant.institutions.has(institution)))
    throw invalid('ROLE_NEEDS_INSTITUTION', [...path, 'institution'])
  const reach = areasFor(session.actor, 'account.manage')
  if (reach !== 'all' && (role.areas === 'all' || area === null || !reach.includes(area)))
    throw invalid('AREA_NOT_YOURS', [...path, 'area'], { id: area ?? '' })
  if ((role.areas === 'all' && area !== null) || (role.institution === undefined && institution !== null))
    throw invalid('ROLE_WITHOUT_PLACE', [...path, 'role'])
  const standing = await standingRoles(session.tx, account)
  if (standing.some((one) => one.role === role.id && one.area_id === area && one.institution === institution))
    return
  await insertRole(session.tx, {
    tenant_id: session.tenant.id,
    account_role_id: newId(),
    account_id: account,
    role: role.id,
    area_id: area,
    institution,
    granted_at: session.now,
    granted_by: session.actor.id,
    revoked_at: null,
  })
}

/** Takes a role away; it stops counting within a minute. */
export async function revokeRole(
  session: Session,
  input: { readonly role: string },
): Promise<{ readonly account: AccountId }> {
  const account = isId(input.role)
    ? await revoke(session.tx, areasFor(session.actor, 'account.manage'), {
        id: input.role,
        at: session.now,
      })
    : undefined
  if (account === undefined) throw notFound(['role'])
  await audit(session, 'account.revokeRole', { subjects: [account] })
  return { account }
}
