import {
  atMost,
  booleanFact,
  divide,
  either,
  is,
  multiply,
  numberFact,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { asWorker, registeredForSocialSecurity, workerOrLeftBehind } from '../workers.ts'

const source = 'smyaqoob C-195; asianetpakistan 2014-02-09'
const registered = booleanFact(unit, 'essi_registered')

const wageLimit = divide(
  multiply(parameter('kp.minimum_wage', 2), parameter('kp.essi.wage_limit_percent')),
  100,
  2,
  'down',
)

export const kpEssi: Programme = {
  id: 'kp-essi',
  institution: 'kp-essi',
  level: 'province',
  route: 'employer',
  contributory: true,
  legalBasis: {
    text: 'KP Employees Social Security Act 2021; before it the Provincial Employees’ Social Security Ordinance 1965',
    evidence: 'V',
  },
  unit: { kind: 'person', candidate: workerOrLeftBehind(unit), evidence: 'V', source },
  criteria: [
    {
      id: 'registered',
      rule: registeredForSocialSecurity(unit),
      evidence: 'V',
      source,
      remedy: 'essi-registration',
    },
    {
      // The limit counts at entry: whoever is registered stays covered.
      id: 'wage-limit',
      rule: asWorker(unit, either(registered, atMost(numberFact(unit, 'monthly_wage'), wageLimit))),
      evidence: 'V',
      source,
    },
  ],
  benefits: [
    { kind: 'in_kind', id: 'medical-care', evidence: 'V', source },
    { kind: 'in_kind', id: 'sickness', evidence: 'V', source },
    { kind: 'in_kind', id: 'maternity', when: is(textFact(unit, 'sex'), 'female'), evidence: 'V', source },
    { kind: 'in_kind', id: 'injury', evidence: 'V', source },
    { kind: 'in_kind', id: 'disablement', evidence: 'V', source },
    { kind: 'in_kind', id: 'death-and-survivors', evidence: 'V', source },
  ],
  documents: ['cnic', 'essi-card', 'wage-record'],
  channel: { evidence: 'V' },
  officeKind: 'district_office',
  guarantees: ['health', 'active_age'],
  contingencies: ['medical_care', 'sickness', 'maternity', 'employment_injury', 'invalidity', 'survivors'],
  sources: ['labournews.net', 'asianetpakistan 2014-02-09', 'smyaqoob.com C-195'],
  notFound: ['contribution-rate'],
}
