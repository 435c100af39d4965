import type { Action, Role } from '@onewindow/tenant'
import { expect, test } from 'vitest'
import { actorOf, union } from './policy.ts'
import type { GrantedRole } from './queries.ts'

const roles = new Map<string, Role>(
  (
    [
      { id: 'clerk', actions: ['household.read', 'person.read'], areas: 'own' },
      { id: 'monitor', actions: ['household.read'], areas: 'all' },
      { id: 'caseworker', actions: ['screening.read'], areas: 'own', institution: 'own' },
    ] satisfies Role[]
  ).map((role) => [role.id, role]),
)
const granted = (
  role: string,
  area: string | null = null,
  institution: string | null = null,
): GrantedRole => ({
  role,
  area_id: area,
  institution,
})

test.each<[string, GrantedRole[], [Action, string][], string | undefined]>([
  ['nobody', [], [], undefined],
  [
    'a clerk acts in one area',
    [granted('clerk', 'A')],
    [
      ['household.read', 'A'],
      ['person.read', 'A'],
    ],
    undefined,
  ],
  [
    'a clerk of two areas acts in both',
    [granted('clerk', 'A'), granted('clerk', 'B')],
    [
      ['household.read', 'A,B'],
      ['person.read', 'A,B'],
    ],
    undefined,
  ],
  [
    'a wider role widens what it allows, and nothing else',
    [granted('clerk', 'A'), granted('monitor')],
    [
      ['household.read', 'all'],
      ['person.read', 'A'],
    ],
    undefined,
  ],
  [
    'a role without its area does nothing',
    [granted('clerk')],
    [
      ['household.read', ''],
      ['person.read', ''],
    ],
    undefined,
  ],
  ['a role that the tenant no longer has gives nothing', [granted('wizard', 'A')], [], undefined],
  ['one institution confines', [granted('caseworker', 'A', 'health')], [['screening.read', 'A']], 'health'],
  [
    'a role without institution frees',
    [granted('caseworker', 'A', 'health'), granted('monitor')],
    [
      ['screening.read', 'A'],
      ['household.read', 'all'],
    ],
    undefined,
  ],
])('%s', (_, grants, permissions, institution) => {
  const actor = actorOf('id', grants, roles)
  expect([...actor.permissions].map(([action, areas]) => [action, String(areas)])).toEqual(permissions)
  expect(actor.institution).toBe(institution)
})

test('a union of areas names each once', () => {
  expect(union(['A', 'B'], ['B', 'C'])).toEqual(['A', 'B', 'C'])
  expect(union('all', ['A'])).toBe('all')
})
