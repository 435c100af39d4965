import type { DocumentKind } from '@onewindow/tenant'

export const documents: readonly DocumentKind[] = [
  { id: 'istehqaq-certificate', issuer: 'kp-zakat' },
  { id: 'essi-card', issuer: 'kp-essi' },
  { id: 'service-certificate' },
  { id: 'skill-certificate', issuer: 'kp-tevta' },
]
