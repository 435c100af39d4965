import type { DocumentKind } from '@onewindow/tenant'

export const documents: readonly DocumentKind[] = [
  { id: 'cnic', issuer: 'nadra' },
  { id: 'bform', issuer: 'nadra' },
  { id: 'frc', issuer: 'nadra' },
  { id: 'disability-cnic', issuer: 'nadra' },
  { id: 'birth-certificate', issuer: 'local-council' },
  { id: 'death-certificate', issuer: 'local-council' },
  { id: 'marriage-certificate', issuer: 'local-council' },
  { id: 'disability-certificate', issuer: 'disability-board' },
  { id: 'hospital-recommendation', issuer: 'hospital' },
  { id: 'health-card', issuer: 'hospital' },
  { id: 'school-certificate', issuer: 'school' },
  { id: 'income-statement' },
  { id: 'wage-record' },
  { id: 'eobi-card', issuer: 'eobi' },
]
