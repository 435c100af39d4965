import type { Programme } from '@onewindow/tenant'
import { federalProgrammesInKp } from './federal-programmes.ts'
import { kpEhsaasHunar } from './programmes/kp-ehsaas-hunar.ts'
import { kpEmploymentExchange } from './programmes/kp-employment-exchange.ts'
import { kpEssi } from './programmes/kp-essi.ts'
import { kpLiteracy } from './programmes/kp-literacy.ts'
import { kpRoshanMustaqbil } from './programmes/kp-roshan-mustaqbil.ts'
import { kpSaharaCard } from './programmes/kp-sahara-card.ts'
import { kpTevta } from './programmes/kp-tevta.ts'
import { kpWidowsSpecialPersons } from './programmes/kp-widows-special-persons.ts'
import { kpWwf } from './programmes/kp-wwf.ts'
import { sehatCardPlus } from './programmes/sehat-card-plus.ts'
import { zakatEducation } from './programmes/zakat-education.ts'
import { zakatGuzara } from './programmes/zakat-guzara.ts'
import { zakatHealth } from './programmes/zakat-health.ts'
import { zakatMarriage } from './programmes/zakat-marriage.ts'

export const programmes: readonly Programme[] = [
  ...federalProgrammesInKp,
  zakatGuzara,
  zakatEducation,
  zakatHealth,
  zakatMarriage,
  sehatCardPlus,
  kpEssi,
  kpWwf,
  kpWidowsSpecialPersons,
  kpSaharaCard,
  kpRoshanMustaqbil,
  kpTevta,
  kpEhsaasHunar,
  kpEmploymentExchange,
  kpLiteracy,
]
