import { defineTenant } from '@onewindow/tenant'
import { diagnostics as areaDiagnostics, areas } from './areas.ts'
import { confirmations } from './confirmations.ts'
import { coverage } from './coverage.ts'
import { documents } from './documents.ts'
import { facts } from './facts.ts'
import { formats } from './formats.ts'
import { identifiers } from './identifiers.ts'
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

/** Alder: a place that does not exist. */
export const tenant = defineTenant({
  id: 'template',
  levels: ['country', 'region', 'municipality'],
  operatingLevel: 'municipality',
  areas,
  windows,
  institutions,
  facts,
  identifiers,
  parameters,
  programmes,
  remedies,
  documents,
  roles,
  scorecards,
  coverage,
  survey,
  lists,
  confirmations,
  locales,
  formats,
  diagnostics: [...areaDiagnostics, ...parameterDiagnostics],
})
