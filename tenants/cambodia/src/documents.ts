import type { DocumentKind } from '@onewindow/tenant'

export const documents: readonly DocumentKind[] = [
  { id: 'khmer-id', issuer: 'identity-card-office' },
  { id: 'equity-card', issuer: 'ministry-of-planning' },
  { id: 'birth-certificate', issuer: 'commune-council' },
  { id: 'residence-letter', issuer: 'commune-council' },
  { id: 'school-certificate', issuer: 'school' },
  { id: 'health-book' },
]
