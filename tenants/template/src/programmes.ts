import type { Programme } from '@onewindow/tenant'
import { childGrant } from './programmes/child-grant.ts'
import { disabilityAllowance } from './programmes/disability-allowance.ts'
import { oldAgePension } from './programmes/old-age-pension.ts'
import { schoolMeals } from './programmes/school-meals.ts'
import { skillsCourse } from './programmes/skills-course.ts'
import { workerPension } from './programmes/worker-pension.ts'

export const programmes: readonly Programme[] = [
  childGrant,
  oldAgePension,
  workerPension,
  schoolMeals,
  disabilityAllowance,
  skillsCourse,
]
