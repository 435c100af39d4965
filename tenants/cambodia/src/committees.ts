import type { Committee, Term } from '@onewindow/tenant'

// Terms are made up, with a gap in which nothing is confirmed: how long representatives serve was not found.
const demo = { evidence: 'G', source: 'demonstration: no real group' } as const
const terms: readonly Term[] = [
  { from: '2018-01-01', to: '2021-01-01', ...demo },
  { from: '2023-01-01', to: '2026-01-01', ...demo },
]

/** Who confirms a household's classification in its village: one demonstration group where a window works. */
export const villageRepresentatives: readonly Committee[] = [
  {
    id: 'demo-representatives-angkor-chum',
    names: {
      en: 'Village representatives, Angkor Chum (demonstration)',
      km: 'តំណាងភូមិ Angkor Chum (គំរូ)',
    },
    kind: 'village_representatives',
    areas: ['KH1701'],
    terms,
  },
  {
    id: 'demo-representatives-srei-snam',
    names: {
      en: 'Village representatives, Srei Snam (demonstration)',
      km: 'តំណាងភូមិ Srei Snam (គំរូ)',
    },
    kind: 'village_representatives',
    areas: ['KH1712'],
    terms,
  },
]
