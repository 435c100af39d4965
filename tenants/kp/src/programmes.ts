import type { Programme } from '@onewindow/tenant'
import { sehatCardPlus } from './programmes/sehat-card-plus.ts'
import { zakatGuzara } from './programmes/zakat-guzara.ts'

export const programmes: readonly Programme[] = [zakatGuzara, sehatCardPlus]
