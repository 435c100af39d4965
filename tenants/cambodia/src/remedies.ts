import type { Remedy } from '@onewindow/tenant'

export const remedies: readonly Remedy[] = [
  {
    id: 'idpoor-interview',
    institution: 'commune-council',
    officeKind: 'commune-hall',
    documents: ['residence-letter'],
  },
  { id: 'village-validation', institution: 'commune-council', officeKind: 'commune-hall' },
  { id: 'school-certificate', institution: 'school' },
  { id: 'nssf-registration', institution: 'nssf' },
]
