import type { Institution, Names, Office } from '@onewindow/tenant'
import { municipalitiesToday } from './areas.ts'

/** An office of one kind in every municipality of today. */
const inEachMunicipality = (institution: string, kind: string, names: Names): readonly Office[] =>
  municipalitiesToday.map((area) => ({
    id: `${institution}-${area.id}`,
    names: { en: `${names.en}, ${area.names.en}`, ar: `${names.ar}، ${area.names.ar}` },
    kind,
    areas: [area.id],
    evidence: 'V',
  }))

/** Who runs a programme, issues a paper or knows a fact, and where a family finds them. */
export const institutions: readonly Institution[] = [
  {
    id: 'welfare-office',
    names: { en: 'Welfare Office', ar: 'مكتب الرعاية' },
    level: 'federal',
    helpline: '0800-100',
    offices: inEachMunicipality('welfare-office', 'branch', { en: 'Welfare branch', ar: 'فرع الرعاية' }),
    // Outside its term of office a committee can certify nothing.
    committees: [
      {
        id: 'council-elmwick',
        names: { en: 'Elmwick municipal council', ar: 'مجلس بلدية إلمويك' },
        kind: 'municipal_council',
        areas: ['AL11'],
        terms: [
          { from: '2015-02-01', to: '2019-02-01', evidence: 'V', source: 'Alder Gazette 2015/4' },
          { from: '2019-06-01', evidence: 'V', source: 'Alder Gazette 2019/20' },
        ],
      },
    ],
    evidence: 'V',
    source: 'Welfare Office Act 2010',
  },
  {
    id: 'pension-fund',
    names: { en: 'Workers’ Pension Fund', ar: 'صندوق تقاعد العمال' },
    level: 'federal',
    offices: [
      {
        id: 'pension-fund-head-office',
        names: { en: 'Head office, Gullhaven', ar: 'المقر الرئيسي، غلهافن' },
        kind: 'head_office',
        areas: ['AL'],
        evidence: 'V',
      },
    ],
    evidence: 'V',
    source: 'Workers’ Insurance Act 2005',
  },
  {
    id: 'school-authority',
    names: { en: 'School Authority', ar: 'هيئة المدارس' },
    level: 'province',
    offices: inEachMunicipality('school-authority', 'school', { en: 'School', ar: 'المدرسة' }),
    evidence: 'V',
    source: 'Schools Act 1998',
  },
  {
    id: 'training-centre',
    names: { en: 'Training centre', ar: 'مركز التدريب' },
    level: 'province',
    evidence: 'G',
    source: 'general knowledge; its statute was not found',
  },
  // Runs no programme: families are sent there for a paper.
  {
    id: 'civil-registry',
    names: { en: 'Civil registry', ar: 'السجل المدني' },
    offices: inEachMunicipality('civil-registry', 'counter', {
      en: 'Registry counter',
      ar: 'شباك السجل',
    }),
    evidence: 'V',
    source: 'Civil Registry Act 1990',
  },
]
