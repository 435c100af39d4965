import { SUBJECT_COLUMNS } from '../read/declare.ts'
import { JsonText } from '../read/splice.ts'

/**
 * Ids of the people and households in what the planner read: every `person_id`, `household_id` and
 * `staged_household_id`, and the keys of every
 * `people` (names by person).
 */
export function personalSubjects(rows: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (rows instanceof JsonText) for (const subject of rows.subjects) found.add(subject)
  else if (Array.isArray(rows)) for (const row of rows) personalSubjects(row, found)
  else if (typeof rows === 'object' && rows !== null) {
    for (const [key, value] of Object.entries(rows)) {
      if (SUBJECT_COLUMNS.has(key) && typeof value === 'string') found.add(value)
      else if (key === 'people' && typeof value === 'object' && value !== null)
        for (const person of Object.keys(value)) found.add(person)
      else if (key === 'edges' || key === 'node' || key.startsWith('r:') || key.startsWith('f:'))
        personalSubjects(value, found)
    }
  }
  return found
}
