import { createTranslator, type Definition } from '@onewindow/tenant'
import { closest } from 'fastest-levenshtein'
import type { Field } from '../field.ts'
import { surveyFields } from '../fields.ts'
import { foldLabel } from '../fold-label.ts'
import { type Problem, SurveyFileError } from '../problem.ts'
import type { Row } from './row.ts'

/** A column of the file: a field of the form, whether the household is made up, or a report's own words. */
export type Column = { readonly name: string } & (
  | { readonly field: Field }
  | { readonly field?: undefined; readonly is: 'synthetic' | 'ignored' }
)

/**
 * What the columns of a header are: ids, numbers or labels of the form in any of the tenant's languages, or number and
 * label together.
 *
 * @throws SurveyFileError with everything that is wrong with the header
 */
export function readHeader({ line, cells }: Row, definition: Definition): readonly Column[] {
  const fields = surveyFields(definition)
  const names = namesOf(definition, fields)
  const problems: Problem[] = []
  const columns = cells.map((cell): Column => {
    const name = cell.trim()
    const folded = foldLabel(name)
    if (folded === 'synthetic') return { name, is: 'synthetic' }
    if (/^problem(\.place)?$/.test(folded) || folded === '') return { name, is: 'ignored' }
    const field = find(folded)
    if (field) return { name, field }
    const column = name.slice(0, 80)
    const mismatch = mismatched(folded)
    problems.push(
      mismatch
        ? { line, column, code: 'COLUMN_MISMATCH', values: { column } }
        : {
            line,
            column,
            code: 'UNKNOWN_COLUMN',
            values: {
              column,
              nearest: closest(
                folded.slice(0, 80),
                fields.map(({ id }) => id),
              ),
            },
          },
    )
    return { name, is: 'ignored' }
  })
  const found = Map.groupBy(
    columns.flatMap(({ field }) => field ?? []),
    ({ id }) => id,
  )
  for (const [id, same] of found)
    if (same.length > 1) problems.push({ line, column: id, code: 'DUPLICATE_COLUMN', values: { column: id } })
  for (const { id, required } of fields)
    if (required && !found.has(id))
      problems.push({ line, column: id, code: 'MISSING_COLUMN', values: { column: id } })
  if (problems.length > 0) throw new SurveyFileError(problems)
  return columns

  function find(folded: string): Field | undefined {
    const only = names.get(folded)
    if (only?.length === 1) return only[0]
    const [number, label] = numberAndLabel(folded)
    const field = number === undefined ? undefined : fields[number - 1]
    return field && (label === '' || names.get(label)?.includes(field)) ? field : undefined
  }

  function mismatched(folded: string): boolean {
    const [number, label] = numberAndLabel(folded)
    return number !== undefined && names.has(label)
  }
}

/** `12. Village` */
function numberAndLabel(folded: string): readonly [number | undefined, string] {
  const [, number, label = ''] = /^(\d{1,4})\s*[.)\-:]?\s*(.*)$/.exec(folded) ?? []
  return number === undefined ? [undefined, folded] : [Number(number), label]
}

const known = new WeakMap<Definition, ReadonlyMap<string, readonly Field[]>>()

function namesOf(definition: Definition, fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> {
  const names = new Map<string, Field[]>()
  const add = (name: string, field: Field) => {
    const same = names.get(name) ?? []
    if (!same.includes(field)) names.set(name, [...same, field])
  }
  const before = known.get(definition)
  if (before) return before
  const languages = definition.locales.map(({ id }) => createTranslator(definition, id))
  for (const field of fields) {
    add(foldLabel(field.id), field)
    for (const texts of languages) add(foldLabel(field.label(texts)), field)
  }
  known.set(definition, names)
  return names
}
