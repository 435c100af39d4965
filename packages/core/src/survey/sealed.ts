import type { RegisterInput } from '../household/service.ts'
import type { StagedHouseholdId } from '../ids.ts'

/** The column that what a family said belongs to. */
export const sealedPlace = (row: StagedHouseholdId) => ({ row, column: 'staged_household.sealed' })

/** What `stageHouseholds` sealed. */
export const parseSealed = (opened: string): RegisterInput => JSON.parse(opened)
