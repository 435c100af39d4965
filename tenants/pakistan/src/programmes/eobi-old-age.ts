import {
  ageInMonths,
  all,
  atLeast,
  below,
  booleanFact,
  choose,
  decimal,
  divide,
  either,
  multiply,
  not,
  numberFact,
  subtract,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { eobiAct, eobiPension, eobiSource } from '../eobi.ts'
import { female } from '../people.ts'

// Men at 60; women and miners at 55. Five years earlier at a reduced pension.
const earlier = either(female(unit), booleanFact(unit, 'mine_worker'))
const aged = (years: number) => atLeast(ageInMonths(unit), years * 12)
const fullAge = either(aged(60), all(aged(55), earlier))
const reducedAge = either(aged(55), all(aged(50), earlier))

const months = numberFact(unit, 'eobi_contribution_months')
const pensionable = atLeast(months, 180)

/** Half a percent less for each month before `fullAt` years. */
function reduced(fullAt: number) {
  const monthsEarly = subtract(decimal(String(fullAt * 12)), ageInMonths(unit))
  const perThousand = subtract(decimal('1000'), multiply(decimal('5'), monthsEarly))
  return divide(multiply(eobiPension, perThousand), 1000, 2, 'down')
}

export const eobiOldAge: Programme = {
  id: 'eobi-old-age',
  institution: 'eobi',
  level: 'federal',
  route: 'institution',
  contributory: true,
  from: '1976-04-01',
  legalBasis: eobiAct,
  unit: {
    kind: 'person',
    candidate: all(aged(50), booleanFact(unit, 'eobi_registered')),
    evidence: 'V',
    source: eobiSource,
  },
  criteria: [
    { id: 'age', rule: reducedAge, evidence: 'V', source: eobiSource },
    {
      // Under two years nothing is due; from two to fifteen a grant.
      id: 'contributions',
      rule: either(pensionable, all(fullAge, atLeast(months, 24))),
      evidence: 'V',
      source: eobiSource,
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'pension',
      when: all(fullAge, pensionable),
      amount: eobiPension,
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: eobiSource,
    },
    {
      kind: 'cash',
      id: 'reduced-pension',
      when: all(not(fullAge), reducedAge, pensionable),
      amount: choose(earlier, reduced(55), reduced(60)),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      // Whether the lowest pension is reduced too was not found.
      evidence: 'G',
      source: `${eobiSource}: half a percent less for each month`,
    },
    {
      kind: 'in_kind',
      id: 'grant',
      when: all(fullAge, below(months, 180), atLeast(months, 24)),
      evidence: 'V',
      source: eobiSource,
    },
  ],
  documents: ['cnic', 'eobi-card', 'wage-record'],
  channel: { evidence: 'G' },
  officeKind: 'regional_office',
  guarantees: ['old_age'],
  contingencies: ['old_age'],
  sources: ['ssa.gov SSPTW 2002/2004/2006', 'pk.seniorduniya.com'],
  notFound: ['grant-amount', 'part-years', 'reduced-minimum'],
}
