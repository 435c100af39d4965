import type { Programme } from '../definition.ts'
import { type Checked, checkPeriod, checkUnique } from './checked.ts'
import { checkOfficeKind } from './institutions.ts'
import { checkAmount, checkRule, type RulePlace } from './rules.ts'

export function checkProgrammes(checked: Checked) {
  for (const programme of checked.definition.programmes) checkProgramme(programme, checked)
}

function checkProgramme(programme: Programme, checked: Checked) {
  const { report, refer } = checked
  const path = `programmes.${programme.id}`
  const place: RulePlace = { unit: programme.unit.kind, checked }
  refer('institution', programme.institution, `${path}.institution`)
  checkOfficeKind(programme, path, checked)
  checkPeriod(programme, path, report)
  for (const document of programme.documents) refer('document', document, `${path}.documents`)
  if (programme.unit.kind === 'person') checkRule(programme.unit.candidate, `${path}.unit.candidate`, place)

  checkUnique(programme.criteria, `${path}.criteria`, report)
  if (programme.criteria.length === 0) {
    report('NO_CRITERIA', `${path}.criteria`, {
      message: 'everybody would be eligible',
      fix: 'Add what is asked for; a condition whose test was not found has the rule `unknown`.',
    })
  }
  for (const { id, rule, remedy } of programme.criteria) {
    checkRule(rule, `${path}.criteria.${id}.rule`, place)
    if (remedy !== undefined) refer('remedy', remedy, `${path}.criteria.${id}.remedy`)
  }

  checkUnique(programme.overlaps ?? [], `${path}.overlaps`, report)
  for (const { id, programmes } of programme.overlaps ?? []) {
    for (const other of programmes) refer('programme', other, `${path}.overlaps.${id}.programmes`)
  }

  checkUnique(programme.benefits, `${path}.benefits`, report)
  for (const benefit of programme.benefits) {
    const at = `${path}.benefits.${benefit.id}`
    if (benefit.when) checkRule(benefit.when, `${at}.when`, place)
    if (benefit.kind === 'in_kind') continue
    refer('currency', benefit.currency, `${at}.currency`)
    checkAmount(benefit, `${at}.amount`, place)
  }
}
