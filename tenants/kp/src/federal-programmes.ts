import { knowingProvincialHelp } from '@onewindow/tenant-pakistan'

/** Federal programmes whose overlap rules name this province's programmes too. */
export const federalProgrammesInKp = knowingProvincialHelp([
  'zakat-guzara',
  'zakat-health',
  'kp-widows-special-persons',
  'kp-sahara-card',
])
