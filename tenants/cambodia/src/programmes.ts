import type { Programme } from '@onewindow/tenant'
import { covidCash } from './programmes/covid-cash.ts'
import { familyPackageBase } from './programmes/family-package-base.ts'
import { familyPackageDisability } from './programmes/family-package-disability.ts'
import { familyPackageMotherChild } from './programmes/family-package-mother-child.ts'
import { familyPackageOldAge } from './programmes/family-package-old-age.ts'
import { familyPackageScholarship } from './programmes/family-package-scholarship.ts'
import { healthEquityFund } from './programmes/health-equity-fund.ts'
import { hivSupport } from './programmes/hiv-support.ts'
import { nssf } from './programmes/nssf.ts'

export const programmes: readonly Programme[] = [
  familyPackageMotherChild,
  familyPackageScholarship,
  familyPackageDisability,
  familyPackageOldAge,
  familyPackageBase,
  hivSupport,
  healthEquityFund,
  covidCash,
  nssf,
]
