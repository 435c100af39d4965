import type { Action, Role } from '@onewindow/tenant'
import type { Actor, AreaScope } from '../session.ts'
import type { GrantedRole } from './queries.ts'

/** What an account may do where: the union of its standing roles. A role that the tenant no longer defines gives nothing. */
export function actorOf(id: string, grants: readonly GrantedRole[], roles: ReadonlyMap<string, Role>): Actor {
  const permissions = new Map<Action, AreaScope>()
  const institutions = new Set<string | null>()
  for (const { role: roleId, area_id, institution } of grants) {
    const role = roles.get(roleId)
    if (!role) continue
    institutions.add(role.institution === 'own' ? institution : null)
    const scope: AreaScope = role.areas === 'all' ? 'all' : area_id === null ? [] : [area_id]
    for (const action of role.actions) permissions.set(action, union(permissions.get(action) ?? [], scope))
  }
  const [institution] = institutions
  return {
    id,
    roles: [...new Set(grants.map(({ role }) => role))],
    permissions,
    // Confined to one institution only where every role is.
    ...(institutions.size === 1 && institution ? { institution } : {}),
  }
}

export const union = (one: AreaScope, other: AreaScope): AreaScope =>
  one === 'all' || other === 'all' ? 'all' : [...new Set([...one, ...other])]
