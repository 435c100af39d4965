import type { Programme } from '@onewindow/tenant'
import { knowingProvincialHelp } from '@onewindow/tenant-pakistan'
import { punjabBaitUlMaal } from './programmes/punjab-bait-ul-maal.ts'

/** Beside all eleven of the federal layer, two of which must know of this one. */
export const programmes: readonly Programme[] = [
  ...knowingProvincialHelp([punjabBaitUlMaal.id]),
  punjabBaitUlMaal,
]
