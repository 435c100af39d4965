import { PRESENCES } from '@onewindow/rules'
import type { FactDefinition } from './definition.ts'

/** Facts about a person that core holds itself, for every tenant; rules read them like any other. */
export const CORE_FACTS: readonly FactDefinition[] = [
  { id: 'sex', subject: 'person', type: 'choice', options: ['female', 'male', 'other'] },
  { id: 'birth_date', subject: 'person', type: 'date' },
  { id: 'presence', subject: 'person', type: 'choice', options: PRESENCES },
]
