import type { Remedy } from '@onewindow/tenant'

export const remedies: readonly Remedy[] = [
  {
    id: 'zakat-certificate',
    institution: 'kp-zakat',
    officeKind: 'district_committee',
    documents: ['cnic'],
  },
  {
    id: 'essi-registration',
    institution: 'kp-essi',
    officeKind: 'district_office',
    documents: ['cnic', 'wage-record'],
  },
  { id: 'worker-registration', institution: 'labour-department', officeKind: 'district_office' },
  { id: 'service-proof', institution: 'kp-wwb', documents: ['service-certificate'] },
  { id: 'skill-training', institution: 'kp-tevta', officeKind: 'training_centre', documents: ['cnic'] },
  { id: 'social-welfare', institution: 'kp-social-welfare', officeKind: 'district_office' },
  { id: 'disaster-relief', institution: 'pdma', officeKind: 'district_desk', documents: ['cnic'] },
  { id: 'shelter-and-food', institution: 'shelter', officeKind: 'shelter' },
]
