import { atLeast, booleanFact, either, numberFact, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { eobiAct, eobiSource } from '../eobi.ts'
import { leftBehind } from '../people.ts'

export const eobiSurvivor: Programme = {
  id: 'eobi-survivor',
  institution: 'eobi',
  level: 'federal',
  route: 'institution',
  contributory: true,
  from: '1976-04-01',
  legalBasis: eobiAct,
  unit: { kind: 'person', candidate: leftBehind(unit), evidence: 'V', source: eobiSource },
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
