import { defineTenant } from '@onewindow/tenant'
import { diagnostics as areaDiagnostics, areas } from './areas.ts'
import { coverage } from './coverage.ts'
import { documents } from './documents.ts'
import { facts } from './facts.ts'
import { formats } from './formats.ts'
import { identifiers } from './identifiers.ts'
import { institutions } from './institutions.ts'
import { locales } from './locales.ts'
import { diagnostics as parameterDiagnostics, parameters } from './parameters.ts'
import { programmes } from './programmes.ts'
import { remedies } from './remedies.ts'
import { roles } from './roles.ts'
import { survey } from './survey.ts'
import { windows } from './windows.ts'

/** The Kingdom of Cambodia: a country of its own, which extends nothing. */
export const cambodia = defineTenant({
  id: 'cambodia',
  levels: ['capital-province', 'khan-krong-srok', 'sangkat-khum', 'phum', 'krom'],
  operatingLevel: 'khan-krong-srok',
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
  locales,
  formats,
  coverage,
  survey,
  diagnostics: [...areaDiagnostics, ...parameterDiagnostics],
})
