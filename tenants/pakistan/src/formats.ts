import type { Formats } from '@onewindow/tenant'

export const formats: Formats = {
  currency: 'PKR',
  minorUnits: 2,
  timeZone: 'Asia/Karachi',
  fiscalYearStart: '07-01',
  weekend: [6, 7],
}
