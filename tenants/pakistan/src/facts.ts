import type { FactDefinition } from '@onewindow/tenant'
import { healthFacts } from './facts/health.ts'
import { householdFacts } from './facts/household.ts'
import { learningFacts } from './facts/learning.ts'
import { personFacts } from './facts/person.ts'
import { workFacts } from './facts/work.ts'

export const facts: readonly FactDefinition[] = [
  ...householdFacts,
  ...personFacts,
  ...healthFacts,
  ...learningFacts,
  ...workFacts,
]
