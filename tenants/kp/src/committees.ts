import type { Committee, Term } from '@onewindow/tenant'

const demo = {
  evidence: 'G',
  source: 'demonstration: no real committee; the gaps are those the press reported',
} as const

// UrduPoint 2019-07-08: district committees superseded. 2023-04-07: nothing paid, terms had lapsed. 2025-02-04: local
// committees not formed.
const terms: readonly Term[] = [
  { from: '2016-07-08', to: '2019-07-08', ...demo },
  { from: '2020-01-01', to: '2023-01-01', ...demo },
  { from: '2025-07-01', to: '2028-07-01', ...demo },
]

const local = { kind: 'local_zakat_committee', terms }
const district = { kind: 'district_zakat_committee', terms }

/** Committees for demonstration, one of each kind in each pilot district: the real ones were not found. */
export const zakatCommittees: readonly Committee[] = [
  {
    id: 'demo-local-zakat-nowshera',
    names: {
      en: 'Local Zakat committee, Nowshera (demonstration)',
      ur: 'مقامی زکوٰۃ کمیٹی، نوشہرہ (نمونہ)',
      ps: 'د زکات ځايي کمېټه، نوښار (نمونه)',
    },
    areas: ['PK526'],
    ...local,
  },
  {
    id: 'demo-local-zakat-lower-dir',
    names: {
      en: 'Local Zakat committee, Lower Dir (demonstration)',
      ur: 'مقامی زکوٰۃ کمیٹی، لوئر دیر (نمونہ)',
      ps: 'د زکات ځايي کمېټه، کوز دیر (نمونه)',
    },
    areas: ['PK520'],
    ...local,
  },
  {
    id: 'demo-district-zakat-nowshera',
    names: {
      en: 'District Zakat committee, Nowshera (demonstration)',
      ur: 'ضلعی زکوٰۃ کمیٹی، نوشہرہ (نمونہ)',
      ps: 'د زکات د ولسوالۍ کمېټه، نوښار (نمونه)',
    },
    areas: ['PK526'],
    ...district,
  },
  {
    id: 'demo-district-zakat-lower-dir',
    names: {
      en: 'District Zakat committee, Lower Dir (demonstration)',
      ur: 'ضلعی زکوٰۃ کمیٹی، لوئر دیر (نمونہ)',
      ps: 'د زکات د ولسوالۍ کمېټه، کوز دیر (نمونه)',
    },
    areas: ['PK520'],
    ...district,
  },
]
