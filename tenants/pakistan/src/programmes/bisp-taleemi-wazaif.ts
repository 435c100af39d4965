import {
  age,
  all,
  atLeast,
  atMost,
  type Benefit,
  type BooleanExpression,
  booleanFact,
  day,
  either,
  is,
  not,
  notBefore,
  numberFact,
  on,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, female, motherInKafaalat } from '../people.ts'

const source = 'urdupoint 2023-06-08'
const attends = (...levels: string[]) => is(textFact(unit, 'schooling'), ...levels)
const primary = attends('primary')
const secondary = attends('middle', 'high')
const higher = attends('intermediate')
const aged = (from: number, to: number) => all(atLeast(age(unit), from), atMost(age(unit), to))
const male = is(textFact(unit, 'sex'), 'male')

// Secondary and higher secondary classes came in on 1 July 2021.
const coveredLevel = either(primary, all(notBefore(on, day('2021-07-01')), either(secondary, higher)))

const stipend = (level: string, sex: 'boy' | 'girl', when: BooleanExpression): Benefit => ({
  kind: 'cash',
  id: `${level}-${sex}`,
  when: all(when, sex === 'boy' ? male : female(unit)),
  amount: parameter(`bisp.tw.${level}.${sex}`, 2),
  currency: 'PKR',
  period: 'quarter',
  size: 'fixed',
  evidence: 'V',
  source: `${source}; dailytimes 2024-06-11`,
})

export const bispTaleemiWazaif: Programme = {
  id: 'bisp-taleemi-wazaif',
  institution: 'bisp',
  level: 'federal',
  route: 'registry_desk',
  contributory: false,
  from: '2012-10-01',
  legalBasis: { text: 'Benazir Income Support Programme Act 2010', evidence: 'V' },
  unit: { kind: 'person', candidate: aged(4, 22), evidence: 'V', source },
  criteria: [
    {
      id: 'mother-in-kafaalat',
      rule: motherInKafaalat(unit),
      evidence: 'V',
      source,
      remedy: 'kafaalat-first',
    },
    {
      // From 18 on the CNIC carries the number of the B-Form.
      id: 'bform',
      rule: either(booleanFact(unit, 'has_bform'), all(adult(unit), booleanFact(unit, 'has_valid_cnic'))),
      evidence: 'V',
      source,
      remedy: 'nadra-bform',
    },
    { id: 'at-school', rule: coveredLevel, evidence: 'V', source, remedy: 'school-enrolment' },
    {
      id: 'age-for-level',
      rule: either(
        all(primary, aged(4, 12)),
        all(secondary, aged(8, 18)),
        all(higher, aged(13, 22)),
        not(either(primary, secondary, higher)),
      ),
      evidence: 'V',
      source,
    },
    {
      id: 'attendance',
      rule: atLeast(numberFact(unit, 'attendance_percent'), parameter('bisp.tw.attendance_min')),
      evidence: 'V',
      source,
      remedy: 'school-attendance',
    },
  ],
  benefits: [
    stipend('primary', 'boy', primary),
    stipend('primary', 'girl', primary),
    stipend('secondary', 'boy', secondary),
    stipend('secondary', 'girl', secondary),
    stipend('higher', 'boy', higher),
    stipend('higher', 'girl', higher),
    {
      kind: 'cash',
      id: 'primary-completed',
      when: all(female(unit), booleanFact(unit, 'completed_primary')),
      amount: parameter('bisp.tw.primary_girl_bonus', 2),
      currency: 'PKR',
      period: 'once',
      size: 'fixed',
      evidence: 'V',
      source,
    },
  ],
  documents: ['cnic', 'bform', 'school-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'tehsil_office',
  guarantees: ['children'],
  contingencies: ['family'],
  sources: ['urdupoint 2023-06-08', 'dailytimes 2024-06-11', 'oqe.com.pk'],
  notFound: ['amounts-before-2020'],
}
