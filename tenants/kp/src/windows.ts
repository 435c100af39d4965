import type { Window } from '@onewindow/tenant'

// The pilot ran in 2016-17; its first day was not found, so the fiscal year's stands for it.
const from = '2016-07-01'

export const windows: readonly Window[] = [
  {
    id: 'nowshera',
    area: 'PK526',
    names: { en: 'One-Window office, Nowshera', ur: 'ون ونڈو دفتر، نوشہرہ', ps: 'د یوې کړکۍ دفتر، نوښار' },
    from,
  },
  {
    id: 'lower-dir',
    area: 'PK520',
    names: {
      en: 'One-Window office, Lower Dir',
      ur: 'ون ونڈو دفتر، لوئر دیر',
      ps: 'د یوې کړکۍ دفتر، کوز دیر',
    },
    from,
  },
]
