import type { Role } from '@onewindow/tenant'

export const roles: readonly Role[] = [
  {
    id: 'window-clerk',
    areas: 'own',
    actions: [
      'area.read',
      'programme.read',
      'household.read',
      'household.register',
      'household.transfer',
      'person.read',
      'identifier.read',
      'fact.read',
      'fact.readSensitive',
      'fact.record',
      'enrolment.declare',
      'screening.read',
      'screening.run',
      'screening.anonymous',
    ],
  },
  {
    id: 'district-officer',
    areas: 'own',
    actions: [
      'area.read',
      'programme.read',
      'household.read',
      'household.transfer',
      'person.read',
      'fact.read',
      'screening.read',
      'screening.run',
      'screening.anonymous',
      'account.read',
      'audit.read',
      'coverage.read',
    ],
  },
  {
    id: 'programme-officer',
    areas: 'all',
    institution: 'own',
    actions: ['area.read', 'programme.read', 'household.read', 'person.read', 'fact.read', 'screening.read'],
  },
  // Sees numbers and rules of the whole province, and no family.
  {
    id: 'provincial-monitor',
    areas: 'all',
    actions: ['area.read', 'programme.read', 'screening.anonymous', 'coverage.read', 'population.screen'],
  },
  {
    id: 'tenant-administrator',
    areas: 'all',
    actions: [
      'area.read',
      'programme.read',
      'account.read',
      'account.manage',
      'audit.read',
      'population.screen',
      'coverage.read',
    ],
  },
  { id: 'donor', areas: 'all', actions: ['area.read', 'programme.read', 'coverage.read'] },
]
