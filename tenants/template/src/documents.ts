import type { DocumentKind } from '@onewindow/tenant'

export const documents: readonly DocumentKind[] = [
  { id: 'citizen-card', issuer: 'civil-registry' },
  { id: 'birth-certificate', issuer: 'civil-registry' },
  { id: 'need-certificate', issuer: 'welfare-office' },
  { id: 'contribution-record', issuer: 'pension-fund' },
]
