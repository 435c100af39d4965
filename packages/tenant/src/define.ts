import type { Parameter } from '@onewindow/rules'
import type {
  Area,
  Confirmation,
  DocumentKind,
  FactDefinition,
  IdentifierKind,
  Institution,
  ListLayout,
  Locale,
  Programme,
  Remedy,
  Role,
  Scorecard,
} from './definition.ts'

/** An author's item in a file of its own: a mistyped key is an error on its line, not where the tenant is composed. */
const item =
  <Item>() =>
  (definition: Item): Item =>
    definition

export const defineArea = item<Area>()
export const defineConfirmation = item<Confirmation>()
export const defineDocument = item<DocumentKind>()
export const defineFact = item<FactDefinition>()
export const defineIdentifier = item<IdentifierKind>()
export const defineInstitution = item<Institution>()
export const defineList = item<ListLayout>()
export const defineLocale = item<Locale>()
export const defineParameter = item<Parameter>()
export const defineProgramme = item<Programme>()
export const defineRemedy = item<Remedy>()
export const defineRole = item<Role>()
export const defineScorecard = item<Scorecard>()
