import {
  age,
  all,
  atLeast,
  below,
  booleanFact,
  either,
  household,
  known,
  numberFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { eobiAct, eobiPension, eobiSource } from '../eobi.ts'
import { adult, told } from '../people.ts'

const months = numberFact(unit, 'eobi_contribution_months')
const registered = told(unit, 'eobi_registered')
const capacityLost = told(unit, 'earning_capacity_lost')

export const eobiInvalidity: Programme = {
  id: 'eobi-invalidity',
  institution: 'eobi',
  level: 'federal',
  route: 'institution',
  contributory: true,
  from: '1976-04-01',
  legalBasis: eobiAct,
  unit: {
    kind: 'person',
    candidate: all(
      // Nobody under 18 or past 60 is asked; what was told counts.
      either(all(adult(unit), below(age(unit), 60)), known(registered)),
      either(known(capacityLost), booleanFact(household, 'disability_in_household')),
      registered,
    ),
    evidence: 'V',
    source: eobiSource,
  },
  criteria: [
    {
      id: 'earning-capacity',
      rule: capacityLost,
      evidence: 'V',
      source: eobiSource,
    },
    {
      id: 'contributions',
      rule: either(
        atLeast(months, 180),
        all(atLeast(months, 60), atLeast(numberFact(unit, 'eobi_months_last_five_years'), 36)),
      ),
      evidence: 'V',
      source: eobiSource,
    },
    {
      id: 'before-pension-age',
      rule: below(age(unit), 60),
      evidence: 'G',
      source: 'general knowledge: from 60 on there is the old-age pension',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'pension',
      amount: eobiPension,
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: eobiSource,
    },
  ],
  documents: ['cnic', 'eobi-card', 'wage-record'],
  channel: { evidence: 'G' },
  officeKind: 'regional_office',
  guarantees: ['active_age'],
  contingencies: ['invalidity'],
  sources: ['ssa.gov SSPTW 2006'],
  notFound: ['age-limit'],
}
