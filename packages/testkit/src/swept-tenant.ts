import { actorsOf, type TestActor } from '@onewindow/core/testing'
import type { Definition, IdentifierKind } from '@onewindow/tenant'
import { documentKinds, operatingAreas } from './family.ts'
import { programmesOf } from './programmes.ts'

/** A call that a tenant has no room for, and why: no role may make it, or what it names cannot be. */
export class NotExercised extends Error {
  override readonly name = 'NotExercised'
}

/** A tenant as the sweep sees it. */
export interface SweptTenant {
  readonly definition: Definition
  /** Where the target is, where another family is, and where nobody is. */
  readonly areas: readonly [string, string, string]
}

/** @throws Error for a tenant with fewer than three operating areas */
export function sweptTenant(definition: Definition): SweptTenant {
  const [own, other, unused] = operatingAreas(definition)
  if (own === undefined || other === undefined || unused === undefined)
    throw new Error(`${definition.id} has no three operating areas to tell apart`)
  return { definition, areas: [own, other, unused] }
}

/** The kind of document that a family of the sweep holds. */
export function documentKind(definition: Definition): IdentifierKind {
  const [kind] = documentKinds(definition)
  if (!kind) throw new NotExercised(`${definition.id} has no kind of document that any person may hold`)
  return kind
}

export const actionsOf = ({ roles }: Definition, { role }: TestActor): ReadonlySet<string> =>
  new Set(roles.find(({ id }) => id === role)?.actions)

/**
 * Who may do this in the area: a role of the area before one of the whole tenant, and before one of an institution, which
 * is then the one whose programmes a target is in.
 *
 * @throws NotExercised where no role may
 */
export function rightful(definition: Definition, permission: string, area: string): TestActor {
  const able = actorsOf(definition).filter(
    (actor) =>
      (actor.area ?? area) === area &&
      // Which any actor has.
      (permission === 'signedIn' || actionsOf(definition, actor).has(permission)),
  )
  const free = able.filter(({ institution }) => institution === undefined)
  const [first] = free.toSorted(
    (one, other) => Number(one.area === undefined) - Number(other.area === undefined),
  )
  if (first) return first
  const confined = able.find(
    ({ institution }) => institution === programmesOf(definition).programme.institution,
  )
  if (!confined) throw new NotExercised(`no role of ${definition.id} has ${permission}`)
  return confined
}
