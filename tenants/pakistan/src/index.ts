import { defineTenant } from '@onewindow/tenant'
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
import { diagnostics as scorecardDiagnostics } from './scorecard.ts'

export { readParameters } from '@onewindow/tenant'
export { institutions as federalInstitutions } from './institutions.ts'
export { pashtoTexts } from './locales.ts'
export * from './people.ts'
export { programmes as federalProgrammes } from './programmes.ts'
export { povertyScorecard } from './scorecard.ts'

/** The federal programmes of Pakistan and what they need: a layer that provinces extend. */
export const pakistan = defineTenant({
  id: 'pakistan',
  kind: 'layer',
  institutions,
  facts,
  identifiers,
  parameters,
  programmes,
  remedies,
  documents,
  locales,
  formats,
  coverage,
  diagnostics: [...parameterDiagnostics, ...scorecardDiagnostics],
})
