import type { Window } from '@onewindow/tenant'

/** For demonstration: no window of Punjab was found. */
export const windows: readonly Window[] = [
  {
    id: 'demo-window-lahore',
    area: 'PK617',
    names: { en: 'One window, Lahore (demonstration)', ur: 'ون ونڈو، لاہور (نمونہ)' },
    from: '2016-01-01',
  },
]
