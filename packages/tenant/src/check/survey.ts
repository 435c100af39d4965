import { CORE_FACTS } from '../core-facts.ts'
import { type Checked, checkUnique } from './checked.ts'

/** A survey asks what exists, once, and nothing that may be asked only at a window. */
export function checkSurvey({ definition, report, refer }: Checked) {
  const { facts = [], enrolments = [] } = definition.survey ?? {}
  for (const id of enrolments) refer('programme', id, `survey.enrolments.${id}`)
  checkUnique(
    enrolments.map((id) => ({ id })),
    'survey.enrolments',
    report,
  )
  checkUnique(
    facts.map((id) => ({ id })),
    'survey.facts',
    report,
  )
  const core = new Set(CORE_FACTS.map(({ id }) => id))
  for (const id of facts) {
    refer('fact', id, `survey.facts.${id}`)
    const fact = definition.facts.find((each) => each.id === id)
    const why = core.has(id)
      ? 'the form asks it of everyone already'
      : fact?.sensitive
        ? 'it is sensitive: asked only for a programme that the family chose'
        : fact?.issuedBy !== undefined
          ? 'it is a certificate, which counts only with its issuer'
          : undefined
    if (why !== undefined)
      report('SURVEY_FACT', `survey.facts.${id}`, { message: why, fix: 'Take it out of the survey.' })
  }
}
