import { householdPage } from './household-page.ts'
import type { Shape } from './shape.ts'

export const SHAPES: readonly Shape[] = [householdPage]
