import type { Window } from '@onewindow/tenant'

export const windows: readonly Window[] = [
  {
    id: 'window-elmwick',
    area: 'AL11',
    names: { en: 'One window, Elmwick', ar: 'النافذة الواحدة، إلمويك' },
    from: '2016-01-04',
  },
  {
    id: 'window-gullhaven',
    area: 'AL21',
    names: { en: 'One window, Gullhaven', ar: 'النافذة الواحدة، غلهافن' },
    from: '2018-03-01',
  },
]
