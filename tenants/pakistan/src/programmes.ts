import type { Programme } from '@onewindow/tenant'
import { bispKafaalat } from './programmes/bisp-kafaalat.ts'

export const programmes: readonly Programme[] = [bispKafaalat]
