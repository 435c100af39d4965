import type { IdentifierKind } from '@onewindow/tenant'

export const identifiers: readonly IdentifierKind[] = [
  {
    id: 'khmer-id',
    names: { en: 'Khmer identity card', km: 'អត្តសញ្ញាណប័ណ្ណសញ្ជាតិខ្មែរ' },
    pattern: '^\\d{9}$',
    // No card's number holds a letter, so that demonstration data can never hold a real person's.
    demoPattern: '^X\\d{8}$',
    display: '#########',
    issuer: 'identity-card-office',
    evidence: 'G',
  },
  {
    id: 'equity-card',
    names: { en: 'Equity Card', km: 'ប័ណ្ណសមធម៌' },
    issuer: 'ministry-of-planning',
    of: 'household',
    evidence: 'V',
  },
  {
    id: 'birth-certificate',
    names: { en: 'Birth certificate', km: 'សំបុត្រកំណើត' },
    issuer: 'commune-council',
    evidence: 'G',
  },
  {
    id: 'residence-letter',
    names: { en: 'Residence letter', km: 'លិខិតបញ្ជាក់ទីលំនៅ' },
    issuer: 'commune-council',
    evidence: 'G',
  },
]
