import { createTranslator, type Definition } from '@onewindow/tenant'
import type { Field, Option } from './field.ts'
import { surveyFields } from './fields.ts'

export interface Labelled {
  readonly label: string
  readonly second?: string
}

/** A question in the reader's language, and beside it in a second one. */
export interface FormField extends Omit<Field, 'label'>, Labelled {
  /** Of a choice, those that are still so: each with the code that is written on paper. */
  readonly options: readonly (Pick<Option, 'id' | 'code'> & Labelled)[]
}

/**
 * The survey form of a tenant: numbered questions in a fixed order, whose ids, numbers and labels are the columns that
 * `openSurvey` understands.
 *
 * @throws RangeError for a language that the definition does not declare.
 */
export function surveyForm(
  definition: Definition,
  { language, second }: { readonly language: string; readonly second?: string | undefined },
): readonly FormField[] {
  const first = createTranslator(definition, language)
  const other = second === undefined ? undefined : createTranslator(definition, second)
  const say = ({ label }: Pick<Field, 'label'>): Labelled => ({
    label: label(first),
    ...(other && { second: label(other) }),
  })
  return surveyFields(definition).map((field) => ({
    ...field,
    ...say(field),
    options:
      field.answer.type === 'choice'
        ? field.answer.options
            .filter(({ former }) => !former)
            .map((option) => ({ id: option.id, code: option.code, ...say(option) }))
        : [],
  }))
}
