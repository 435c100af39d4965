import type { Programme } from '@onewindow/tenant'
import { bispKafaalat } from './programmes/bisp-kafaalat.ts'
import { bispNashonuma } from './programmes/bisp-nashonuma.ts'
import { bispTaleemiWazaif } from './programmes/bisp-taleemi-wazaif.ts'
import { eobiInvalidity } from './programmes/eobi-invalidity.ts'
import { eobiOldAge } from './programmes/eobi-old-age.ts'
import { eobiSurvivor } from './programmes/eobi-survivor.ts'
import { npgpAsset } from './programmes/npgp-asset.ts'
import { pbmCsp } from './programmes/pbm-csp.ts'
import { pbmIfaGeneral } from './programmes/pbm-ifa-general.ts'
import { pbmIfaMedical } from './programmes/pbm-ifa-medical.ts'
import { pbmSpecialChild } from './programmes/pbm-special-child.ts'

export const programmes: readonly Programme[] = [
  bispKafaalat,
  bispTaleemiWazaif,
  bispNashonuma,
  pbmIfaMedical,
  pbmIfaGeneral,
  pbmSpecialChild,
  pbmCsp,
  eobiOldAge,
  eobiInvalidity,
  eobiSurvivor,
  npgpAsset,
]
