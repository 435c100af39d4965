import { type Database, inTenant } from '@onewindow/db'
import { type Action, type Definition, operatingAreaOf } from '@onewindow/tenant'
import { openAccount } from '../account/service.ts'
import type { Cipher } from '../identifier/cipher.ts'
import { loadRelease } from '../release/loaded-release.ts'
import { systemActor } from '../session.ts'
import type { Tables } from '../tables.ts'

/** Someone who signs in with one role, at one place. */
export interface TestActor {
  readonly tenant: string
  readonly role: string
  /** Operating area, for a role of one's own areas. */
  readonly area?: string
  /** For a role of one institution. */
  readonly institution?: string
}

/** As the identity provider names them: the same for every run. */
export const subjectOf = ({ tenant, role, area, institution }: TestActor): string =>
  [tenant, role, area, institution].filter((part) => part !== undefined).join('.')

/** One actor for every role of the tenant, in every operating area and institution where it can be held. */
export function actorsOf(definition: Definition): TestActor[] {
  const { id: tenant, areas, institutions, operatingLevel, roles } = definition
  const places = areas.filter(({ level, to }) => level === operatingLevel && to === undefined)
  return roles.flatMap((role) => {
    const here: TestActor[] =
      role.areas === 'all'
        ? [{ tenant, role: role.id }]
        : places.map(({ id }) => ({ tenant, role: role.id, area: id }))
    if (role.institution === undefined) return here
    return here.flatMap((actor) => institutions.map(({ id }) => ({ ...actor, institution: id })))
  })
}

/** The actor who may do this there: a role of the area before one of the whole tenant. */
export function actorWho(definition: Definition, action: Action, area: string): TestActor {
  const operating = operatingAreaOf(definition, area)?.id
  const able = actorsOf(definition).filter(
    (actor) =>
      actor.institution === undefined &&
      (actor.area ?? operating) === operating &&
      definition.roles.some(({ id, actions }) => id === actor.role && actions.includes(action)),
  )
  const [first] = able.toSorted(
    (one, other) => Number(one.area === undefined) - Number(other.area === undefined),
  )
  if (!first) throw new Error(`no role of ${definition.id} may ${action} in ${area}`)
  return first
}

/** Makes the actors' accounts. */
export async function openAccounts(
  db: Database<Tables>,
  definition: Definition,
  { issuer, hash, cipher }: { readonly issuer: string; readonly hash: string; readonly cipher: Cipher },
): Promise<void> {
  const scope = { tenant: definition.id, areas: 'all' } as const
  const tenant = loadRelease(definition, hash)
  await inTenant(db, { scope, mode: 'write' }, async (tx) => {
    const session = { tx, tenant, actor: systemActor('test'), now: new Date(), cipher, demo: true }
    for (const actor of actorsOf(definition)) {
      const { role, area, institution } = actor
      const subject = subjectOf(actor)
      await openAccount(session, { issuer, subject, name: subject, roles: [{ role, area, institution }] })
    }
  })
}
