import type { Programme } from '../definition.ts'
import { type Checked, checkPeriod, checkUnique } from './checked.ts'
import { checkOfficeKind } from './institutions.ts'
import { checkProgrammeRules, checkRanking } from './rules.ts'
import { checkUnits } from './units.ts'

export function checkProgrammes(checked: Checked) {
  for (const programme of checked.definition.programmes) checkProgramme(programme, checked)
}

function checkProgramme(programme: Programme, checked: Checked) {
  const { report, refer } = checked
  const path = `programmes.${programme.id}`
  refer('institution', programme.institution, `${path}.institution`)
  checkOfficeKind(programme, path, checked)
  checkPeriod(programme, path, report)
  for (const document of programme.documents) refer('document', document, `${path}.documents`)
  checkProgrammeRules(programme, path, checked)
  checkRanking(programme, path, checked)

  checkUnits(programme, path, checked)

  if (programme.legalBasis === undefined) {
    report('NO_LEGAL_BASIS', `${path}.legalBasis`, {
      message: 'nothing says by which law or order it is given',
      fix: 'Add legalBasis: the Act, rules or notification, with its evidence.',
    })
  }
  checkUnique(programme.criteria, `${path}.criteria`, report)
  if (programme.criteria.length === 0) {
    report('NO_CRITERIA', `${path}.criteria`, {
      message: 'everybody would be eligible',
      fix: 'Add what is asked for; a condition whose test was not found has the rule `unknown`.',
    })
  }
  for (const { id, remedy } of programme.criteria) {
    if (remedy !== undefined) refer('remedy', remedy, `${path}.criteria.${id}.remedy`)
  }

  checkUnique(programme.overlaps ?? [], `${path}.overlaps`, report)
  checkUnique(programme.benefits, `${path}.benefits`, report)
  for (const benefit of programme.benefits) {
    if (benefit.kind === 'cash')
      refer('currency', benefit.currency, `${path}.benefits.${benefit.id}.currency`)
  }
}
