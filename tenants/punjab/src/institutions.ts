import type { Institution } from '@onewindow/tenant'
import { federalInstitutionsIn } from '@onewindow/tenant-pakistan'
import { districts, province } from './areas.ts'

export const institutions: readonly Institution[] = [
  ...federalInstitutionsIn({
    province,
    districts,
    council: { en: 'Local council of the family', ur: 'خاندان کی مقامی کونسل' },
  }),
  {
    id: 'punjab-bait-ul-maal',
    names: { en: 'Punjab Bait-ul-Maal', ur: 'پنجاب بیت المال' },
    level: 'province',
    evidence: 'V',
    source: 'Punjab Bait-ul-Maal Ordinance 1989',
  },
]
