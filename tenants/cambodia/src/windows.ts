import type { Window } from '@onewindow/tenant'

// Six offices of the social service delivery mechanism opened in these two srok; where the other four stood was not found.
const from = '2014-06-11'

export const windows: readonly Window[] = [
  {
    id: 'angkor-chum',
    area: 'KH1701',
    names: { en: 'Social service office, Angkor Chum', km: 'ការិយាល័យសេវាសង្គម Angkor Chum' },
    from,
  },
  {
    id: 'srei-snam',
    area: 'KH1712',
    names: { en: 'Social service office, Srei Snam', km: 'ការិយាល័យសេវាសង្គម Srei Snam' },
    from,
  },
]
