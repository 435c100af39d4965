import type { Formats } from '@onewindow/tenant'

/** ISO 4217 gives the riel two minor digits; nobody pays in them, and whole amounts are shown without. */
export const formats: Formats = {
  currency: 'KHR',
  minorUnits: 2,
  timeZone: 'Asia/Phnom_Penh',
  fiscalYearStart: '01-01',
  weekend: [6, 7],
}
