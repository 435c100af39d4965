import type { Formats } from '@onewindow/tenant'

export const formats: Formats = {
  currency: 'USD',
  minorUnits: 2,
  timeZone: 'UTC',
  fiscalYearStart: '01-01',
  weekend: [6, 7],
}
