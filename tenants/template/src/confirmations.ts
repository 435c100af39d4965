import type { Confirmation } from '@onewindow/tenant'

/** Letters by which institutions put their names to what is stated of their programmes: made up, as everything here. */
export const confirmations: readonly Confirmation[] = [
  {
    id: 'welfare-office-2016-14',
    institution: 'welfare-office',
    number: 'WO/2016/14',
    date: '2016-03-02',
    signedBy: 'Director, Welfare Office',
    // As `onewindow rulesheet --format json` lists them. Stated otherwise, they need another letter.
    statements: { 'programmes.old-age-pension.overlaps.one-pension': '20b33d4290' },
  },
]
