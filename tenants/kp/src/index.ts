import { defineTenant } from '@onewindow/tenant'
import { pakistan } from '@onewindow/tenant-pakistan'
import { diagnostics as areaDiagnostics, areas } from './areas.ts'
import { documents } from './documents.ts'
import { facts } from './facts.ts'
import { institutions } from './institutions.ts'
import { lists } from './lists.ts'
import { locales } from './locales.ts'
import { diagnostics as parameterDiagnostics, parameters } from './parameters.ts'
import { programmes } from './programmes.ts'
import { remedies } from './remedies.ts'
import { roles } from './roles.ts'
import { scorecards } from './scorecards.ts'
import { survey } from './survey.ts'
import { windows } from './windows.ts'

/** Khyber Pakhtunkhwa: the first province of OneWindow. */
export const kp = defineTenant({
  id: 'kp',
  extends: [pakistan],
  levels: ['province', 'division', 'district'],
  operatingLevel: 'district',
  areas,
  windows,
  institutions,
  facts,
  parameters,
  programmes,
  remedies,
  documents,
  roles,
  scorecards,
  survey,
  lists,
  locales,
  diagnostics: [...areaDiagnostics, ...parameterDiagnostics],
})
