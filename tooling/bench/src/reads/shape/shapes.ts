import { desk } from './desk.ts'
import { householdPage } from './household-page.ts'
import type { Shape } from './shape.ts'
import { workList } from './work-list.ts'

export const SHAPES: readonly Shape[] = [householdPage, desk, workList]
