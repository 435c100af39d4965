import { defineTenant } from '@onewindow/tenant'
import { pakistan } from '@onewindow/tenant-pakistan'
import { diagnostics as areaDiagnostics, areas } from './areas.ts'
import { facts } from './facts.ts'
import { institutions } from './institutions.ts'
import { locales } from './locales.ts'
import { diagnostics as parameterDiagnostics, parameters } from './parameters.ts'
import { programmes } from './programmes.ts'
import { roles } from './roles.ts'
import { scorecards } from './scorecards.ts'
import { windows } from './windows.ts'

/** Punjab: the federal programmes of Pakistan, and Punjab Bait-ul-Maal. */
export const punjab = defineTenant({
  id: 'punjab',
  extends: [pakistan],
  // Its divisions were not found.
  levels: ['province', 'district'],
  operatingLevel: 'district',
  areas,
  windows,
  institutions,
  facts,
  parameters,
  programmes,
  roles,
  scorecards,
  locales,
  diagnostics: [...areaDiagnostics, ...parameterDiagnostics],
})
