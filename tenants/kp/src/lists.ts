import { defineList, type ListLayout } from '@onewindow/tenant'

/**
 * How we assume that institutions' lists are laid out. None of their real layouts was found in any public source: headers
 * and codes are ours, and have to be settled with each institution before its first list is taken in.
 */
const assumed = {
  evidence: 'G',
  source: 'our own layout: the institution’s real one was not found',
} as const

const columns = {
  name: ['Name', 'Beneficiary name', 'نام', 'نوم'],
  parentName: ['Father/Husband name', 'Father or husband', 'والد/شوہر کا نام', 'د پلار/مېړه نوم'],
  area: ['District', 'ضلع', 'ولسوالۍ'],
  village: ['Village', 'Mohalla/Village', 'گاؤں', 'کلی'],
  listDate: ['List date', 'As of', 'فہرست کی تاریخ'],
} satisfies ListLayout['columns']

const documents = [{ kind: 'cnic', headers: ['CNIC', 'CNIC No', 'شناختی کارڈ', 'شناختی کارڈ نمبر'] }]

const status = {
  headers: ['Status', 'حیثیت'],
  codes: { Active: 'enrolled', Suspended: 'suspended', Stopped: 'exited' },
} as const

const decided = {
  ...columns,
  number: ['Decision No', 'Letter No', 'فیصلہ نمبر'],
  decidedOn: ['Decision date', 'فیصلے کی تاریخ'],
}

const decision = {
  headers: ['Decision', 'فیصلہ'],
  codes: { Approved: 'approved', Rejected: 'declined' },
} as const

export const lists: readonly ListLayout[] = [
  defineList({
    id: 'bisp-beneficiaries',
    institution: 'bisp',
    kind: 'enrolments',
    // BISP keeps one registry of the country; what it sends is of all of the province.
    complete: 'tenant',
    programme: {
      headers: ['Programme', 'پروگرام'],
      codes: {
        Kafaalat: 'bisp-kafaalat',
        'Taleemi Wazaif': 'bisp-taleemi-wazaif',
        Nashonuma: 'bisp-nashonuma',
      },
    },
    documents,
    columns: { ...columns, amount: { headers: ['Amount per quarter'], period: 'quarter' } },
    issuer: { headers: ['Institution', 'ادارہ'], codes: ['BISP'] },
    status,
    ...assumed,
  }),
  defineList({
    id: 'bisp-decisions',
    institution: 'bisp',
    kind: 'decisions',
    programme: 'bisp-kafaalat',
    documents,
    columns: decided,
    issuer: { headers: ['Institution', 'ادارہ'], codes: ['BISP'] },
    status: decision,
    ...assumed,
  }),
  defineList({
    id: 'zakat-mustahiqeen',
    institution: 'kp-zakat',
    kind: 'enrolments',
    // A district’s committees together.
    complete: 'area',
    programme: {
      headers: ['Scheme', 'مد'],
      codes: {
        Guzara: 'zakat-guzara',
        'Guzara Allowance': 'zakat-guzara',
        Health: 'zakat-health',
        Education: 'zakat-education',
        Marriage: 'zakat-marriage',
      },
    },
    documents,
    columns: { ...columns, amount: { headers: ['Amount per year'], period: 'year' } },
    issuer: { headers: ['Institution', 'ادارہ'], codes: ['Zakat', 'Local Zakat Committee'] },
    status,
    ...assumed,
  }),
  defineList({
    id: 'zakat-decisions',
    institution: 'kp-zakat',
    kind: 'decisions',
    programme: 'zakat-guzara',
    documents,
    columns: decided,
    issuer: { headers: ['Institution', 'ادارہ'], codes: ['Zakat', 'Local Zakat Committee'] },
    status: decision,
    ...assumed,
  }),
  defineList({
    id: 'pbm-assisted',
    institution: 'pbm',
    kind: 'enrolments',
    programme: {
      headers: ['Project', 'منصوبہ'],
      codes: { 'IFA General': 'pbm-ifa-general', 'IFA Medical': 'pbm-ifa-medical' },
    },
    documents,
    columns: { ...columns, amount: { headers: ['Amount'], period: 'once' } },
    issuer: { headers: ['Institution', 'ادارہ'], codes: ['PBM', 'Pakistan Bait-ul-Mal'] },
    status,
    ...assumed,
  }),
]
