import {
  all,
  atLeast,
  booleanFact,
  either,
  is,
  known,
  not,
  numberFact,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { eobiAct, eobiSource } from '../eobi.ts'
import { everMarried, minor, told } from '../people.ts'

const father = told(unit, 'father_alive')
const mother = told(unit, 'mother_alive')

/** The widow or widower; children where both parents were told to be dead. */
const leftBehind = either(
  all(everMarried(unit), is(textFact(unit, 'marital_status'), 'widowed')),
  all(minor(unit), known(father), known(mother), not(father), not(mother)),
)

export const eobiSurvivor: Programme = {
  id: 'eobi-survivor',
  institution: 'eobi',
  level: 'federal',
  route: 'institution',
  contributory: true,
  from: '1976-04-01',
  legalBasis: eobiAct,
  unit: { kind: 'person', candidate: leftBehind },
  criteria: [
    {
      id: 'insured',
      rule: either(
        atLeast(numberFact(unit, 'deceased_eobi_months'), 36),
        booleanFact(unit, 'deceased_eobi_pensioner'),
      ),
      evidence: 'V',
      source: eobiSource,
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'pension',
      amount: parameter('eobi.min_pension', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'G',
      source: 'general knowledge: the lowest pension',
    },
  ],
  documents: ['cnic', 'death-certificate', 'marriage-certificate', 'eobi-card', 'bform'],
  channel: { evidence: 'G' },
  officeKind: 'regional_office',
  guarantees: ['active_age', 'old_age', 'children'],
  contingencies: ['survivors'],
  sources: ['ssa.gov SSPTW 2006'],
  notFound: ['sharing-among-survivors'],
}
