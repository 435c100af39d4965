import {
  age,
  all,
  atLeast,
  atMost,
  type Benefit,
  either,
  is,
  known,
  not,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { works } from '@onewindow/tenant-pakistan'
import { zakatAct, zakatCriteria } from '../zakat.ts'

const studies = (...levels: string[]) => is(textFact(unit, 'schooling'), ...levels)

const student = studies(
  'primary',
  'middle',
  'high',
  'intermediate',
  'graduate',
  'postgraduate',
  'professional',
  'technical',
  'madrasa_lower',
  'madrasa_upper',
)

// No age limit was found. Up to 30 people are asked about school; older ones count by their work, or by what was told.
const asked = either(known(textFact(unit, 'schooling')), all(atLeast(age(unit), 4), atMost(age(unit), 30)))

const stipend = (
  of: { readonly id: string; readonly period: 'month' | 'year'; readonly source: string },
  ...levels: string[]
): Benefit => ({
  kind: 'cash',
  id: of.id.replaceAll('_', '-'),
  when: studies(...levels),
  amount: parameter(`zakat.education.${of.id}`, 2),
  currency: 'PKR',
  period: of.period,
  size: 'fixed',
  evidence: 'V',
  source: of.source,
})
const monthly = (id: string, ...levels: string[]) =>
  stipend({ id, period: 'month', source: 'zakat.gop.pk' }, ...levels)
const yearly = (id: string, ...levels: string[]) =>
  stipend({ id, period: 'year', source: 'brecorder 2020-02-06' }, ...levels)

export const zakatEducation: Programme = {
  id: 'zakat-education',
  institution: 'kp-zakat',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: zakatAct,
  unit: {
    kind: 'person',
    candidate: either(all(asked, student), all(not(asked), works(unit, 'student'))),
    evidence: 'V',
    source: 'zakat.gop.pk',
  },
  criteria: zakatCriteria(unit),
  benefits: [
    monthly('primary', 'primary', 'middle'),
    monthly('high', 'high'),
    monthly('intermediate', 'intermediate', 'graduate'),
    monthly('postgraduate', 'postgraduate'),
    monthly('professional', 'professional'),
    yearly('intermediate_annual', 'intermediate'),
    yearly('madrasa_lower', 'madrasa_lower'),
    yearly('madrasa_upper', 'madrasa_upper'),
  ],
  documents: ['bform', 'istehqaq-certificate', 'school-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'district_committee',
  guarantees: ['children', 'active_age'],
  contingencies: ['family'],
  sources: ['zakat.gop.pk', 'brecorder 2020-02-06'],
  notFound: ['start-date', 'school-amounts-today', 'age-limits'],
}
