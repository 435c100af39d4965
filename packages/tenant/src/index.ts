export { ancestors, areaOf, areaOn, existsOn, operatingAreaOf } from './area-tree.ts'
export { canonicalJson } from './canonical-json.ts'
export { CORE_FACTS } from './core-facts.ts'
export { CORE_MESSAGES, type CoreMessageKey } from './core-messages.ts'
export { minorUnitsOf } from './currency.ts'
export {
  defineArea,
  defineConfirmation,
  defineDocument,
  defineFact,
  defineIdentifier,
  defineInstitution,
  defineList,
  defineLocale,
  defineParameter,
  defineProgramme,
  defineRemedy,
  defineRole,
  defineScorecard,
} from './define.ts'
export { defineTenant, definitionOf, withExtensions } from './define-tenant.ts'
export * from './definition.ts'
export { DefinitionError } from './definition-error.ts'
export { CODES, type Code, type Diagnostic, formatDiagnostic } from './diagnostic.ts'
export { type Change, changedDays, definitionChanges } from './difference.ts'
export { parseDigits } from './digits.ts'
export type { ExtensionManifest } from './extension-manifest.ts'
export { displayIdentifier, type IdentifierProblem, normaliseIdentifier } from './identifier.ts'
export { committeeInOffice, committeeOf, institutionOf, officesFor } from './institution-directory.ts'
export { type LanguageCoverage, languageCoverage } from './language-coverage.ts'
export { isMoneyUnit, messageKeys } from './message-keys.ts'
export { PARAMETER_COLUMNS, type ParameterTable, parseParameters, readParameters } from './parameter-table.ts'
export { cell, readTable, type Table } from './read-table.ts'
export { DEFINITION_FORMAT, releaseHash, restoreDefinition } from './release.ts'
export { computeScorecard, type ScorecardResult } from './scorecard.ts'
export { parametersRead, type Statement, statementsOf } from './statement.ts'
export { didYouMean } from './suggest.ts'
export { createTell, type Tell, type Told, type ToldFact } from './told-fact.ts'
export { createTranslator, type Translator } from './translator.ts'
