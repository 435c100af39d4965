import type { IdentifierKind } from '@onewindow/tenant'

// CNIC and B-Form share one number, and no check digit is published: only the shape can be checked here. No authority
// issues a number that starts with 9, so demonstration data can never hold a real person's number.
const thirteenDigits = { pattern: '^[1-8]\\d{12}$', demoPattern: '^9\\d{12}$', display: '#####-#######-#' }

export const identifiers: readonly IdentifierKind[] = [
  {
    id: 'cnic',
    names: { en: 'CNIC', ur: 'شناختی کارڈ', ps: 'پېژندپاڼه (شناختي کارډ)' },
    ...thirteenDigits,
    issuer: 'nadra',
    evidence: 'V',
  },
  {
    id: 'bform',
    names: { en: 'B-Form (child registration)', ur: 'ب فارم', ps: 'ب فارم' },
    ...thirteenDigits,
    issuer: 'nadra',
    evidence: 'V',
  },
  {
    id: 'frc',
    names: {
      en: 'Family Registration Certificate',
      ur: 'خاندانی رجسٹریشن سرٹیفکیٹ',
      ps: 'د کورنۍ د نوم لیکنې سند',
    },
    issuer: 'nadra',
    of: 'household',
    evidence: 'G',
  },
  {
    id: 'nicop',
    names: { en: 'NICOP', ur: 'نائیکوپ', ps: 'نایکوپ' },
    pattern: '^\\d{13}$',
    display: '#####-#######-#',
    issuer: 'nadra',
    evidence: 'G',
  },
  {
    id: 'poc',
    names: { en: 'Pakistan Origin Card', ur: 'پاکستان اوریجن کارڈ', ps: 'د پاکستان اوریجن کارډ' },
    pattern: '^\\d{13}$',
    display: '#####-#######-#',
    issuer: 'nadra',
    sensitive: true,
    evidence: 'G',
  },
  {
    id: 'por',
    names: { en: 'Proof of Registration card', ur: 'پی او آر کارڈ', ps: 'د پي او آر کارډ' },
    issuer: 'nadra',
    sensitive: true,
    evidence: 'G',
  },
  {
    id: 'acc',
    names: { en: 'Afghan Citizen Card', ur: 'افغان سٹیزن کارڈ', ps: 'افغان سیټیزن کارډ' },
    issuer: 'nadra',
    sensitive: true,
    evidence: 'G',
  },
]
