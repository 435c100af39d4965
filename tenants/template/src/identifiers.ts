import type { IdentifierKind } from '@onewindow/tenant'

export const identifiers: readonly IdentifierKind[] = [
  {
    id: 'citizen-card',
    names: { en: 'Citizen card', ar: 'بطاقة المواطن' },
    pattern: '^[1-8]\\d{8}$',
    // No authority issues a number that starts with 9, so demonstration data never holds a real person's.
    demoPattern: '^9\\d{8}$',
    display: '###-###-###',
    issuer: 'civil-registry',
    evidence: 'V',
  },
]
