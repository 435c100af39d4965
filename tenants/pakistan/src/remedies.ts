import type { Remedy } from '@onewindow/tenant'

export const remedies: readonly Remedy[] = [
  {
    id: 'nadra-cnic',
    institution: 'nadra',
    officeKind: 'registration_centre',
    documents: ['bform', 'birth-certificate'],
  },
  {
    id: 'nadra-bform',
    institution: 'nadra',
    officeKind: 'registration_centre',
    documents: ['birth-certificate', 'cnic'],
  },
  { id: 'nadra-frc', institution: 'nadra', officeKind: 'registration_centre', documents: ['cnic'] },
  {
    id: 'nadra-disability',
    institution: 'nadra',
    officeKind: 'registration_centre',
    documents: ['disability-certificate', 'cnic'],
  },
  { id: 'birth-registration', institution: 'local-council', officeKind: 'council_office' },
  { id: 'disability-assessment', institution: 'disability-board', officeKind: 'board', documents: ['cnic'] },
  { id: 'nser-survey', institution: 'bisp', officeKind: 'tehsil_office', documents: ['cnic', 'bform'] },
  { id: 'kafaalat-first', institution: 'bisp', officeKind: 'tehsil_office', documents: ['cnic'] },
  { id: 'hospital-recommendation', institution: 'hospital', officeKind: 'hospital', documents: ['cnic'] },
  { id: 'school-enrolment', institution: 'school', officeKind: 'school', documents: ['bform'] },
  { id: 'school-attendance', institution: 'school', officeKind: 'school' },
  {
    id: 'eobi-record',
    institution: 'eobi',
    officeKind: 'regional_office',
    documents: ['cnic', 'eobi-card', 'wage-record'],
  },
  {
    id: 'eobi-medical-board',
    institution: 'eobi',
    officeKind: 'regional_office',
    documents: ['cnic', 'eobi-card'],
  },
  { id: 'refugee-support', institution: 'unhcr' },
]
