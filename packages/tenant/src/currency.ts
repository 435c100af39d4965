import type { Formats } from './definition.ts'

/** Digits of a currency's minor unit: the tenant says them for its own, since Intl counts PKR without paisa. */
export const minorUnitsOf = ({ currency: own, minorUnits }: Formats, currency: string): number =>
  currency === own
    ? minorUnits
    : (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2)
