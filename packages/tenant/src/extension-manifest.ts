import type { ExtensionAction, FactDefinition, Role } from './definition.ts'

/** What an extension gives the tenants that enable it: the part of it that is data. */
export interface ExtensionManifest {
  /** A slug, `school-attendance`: tenants enable it by this name. */
  readonly name: string
  /** `school-attendance:record`; a tenant gives them to roles of its own. */
  readonly actions?: readonly ExtensionAction[]
  /** Defaults: a layer or tenant may word the same fact otherwise, of the same subject, type and scale. */
  readonly facts?: readonly FactDefinition[]
  readonly roles?: readonly Role[]
  /**
   * ICU messages by language and key, in English at least: those that its code shows, `error.<CODE>` among them, and those
   * of its facts and roles.
   */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** An extension's texts for a language; English in any of its kinds. */
export const textsFor = (
  { texts = {} }: ExtensionManifest,
  locale: string,
): Readonly<Record<string, string>> =>
  texts[locale] ?? (locale.startsWith('en-') ? texts.en : undefined) ?? {}
