import type { Institution } from '@onewindow/tenant'
import { villageRepresentatives } from './committees.ts'
import { inEachPilot } from './offices.ts'

export const institutions: readonly Institution[] = [
  {
    id: 'ministry-of-planning',
    names: { en: 'Ministry of Planning (IDPoor)', km: 'ក្រសួងផែនការ (កម្មវិធីអត្តសញ្ញាណកម្មគ្រួសារក្រីក្រ)' },
    committees: villageRepresentatives,
    evidence: 'V',
    source: 'IDPoor, since 2005',
  },
  {
    id: 'nsaf',
    names: { en: 'National Social Assistance Fund (NSAF)', km: 'មូលនិធិជាតិជំនួយសង្គម' },
    evidence: 'V',
    source: 'administers the Family Package since April 2024',
  },
  {
    id: 'nssf',
    names: { en: 'National Social Security Fund (NSSF)', km: 'បេឡាជាតិសន្តិសុខសង្គម' },
    evidence: 'G',
    source: 'general knowledge',
  },
  {
    id: 'health-equity-fund',
    names: { en: 'Health Equity Fund', km: 'មូលនិធិសមធម៌សុខាភិបាល' },
    offices: inEachPilot('health-facility', {
      en: 'Public health facility',
      km: 'មូលដ្ឋានសុខាភិបាលសាធារណៈ',
    }),
    evidence: 'V',
    source: 'named beside IDPoor; who runs it was not found',
  },
  {
    id: 'commune-council',
    names: { en: 'Commune or sangkat', km: 'ឃុំ សង្កាត់' },
    offices: inEachPilot('commune-hall', { en: 'Commune hall', km: 'សាលាឃុំ' }),
    evidence: 'G',
    source: 'issues birth certificates and residence letters; general knowledge',
  },
  {
    id: 'identity-card-office',
    names: { en: 'Office that issues identity cards', km: 'ការិយាល័យចេញអត្តសញ្ញាណប័ណ្ណ' },
    evidence: 'G',
    source: 'which office it is was not found',
  },
  {
    id: 'school',
    names: { en: 'School', km: 'សាលារៀន' },
    evidence: 'G',
    source: 'referral target; general knowledge',
  },
]
