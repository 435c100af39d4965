import type { Extension, GrantInput, RegisterInput } from '@onewindow/core'
import type { Calibration } from '@onewindow/survey'
import type { Defined } from '@onewindow/tenant'

/** What an installation consists of: the default export of its `onewindow.config.ts`. */
export interface OneWindowConfig {
  readonly tenants: readonly Defined[]
  /** What tenants may enable by name. */
  readonly extensions?: readonly Extension[]
  /** Made-up people to try the tenants with, for `onewindow start` alone. */
  readonly demo?: readonly Demo[]
  /** The tables (CSV) that hold each tenant's own parameters, for `onewindow parameters`. */
  readonly parameters?: readonly { readonly tenant: string; readonly table: URL }[]
  /** Folders of families as YAML files with what is expected of them, for `onewindow test`, `plan` and `rulesheet`. */
  readonly scenarios?: readonly { readonly tenant: string; readonly directory: URL }[]
  /** What `onewindow generate` draws made-up households from. */
  readonly populations?: readonly { readonly tenant: string; readonly calibration: Calibration }[]
}

/** The first account screens the first household in the example that `onewindow start` prints. */
export interface Demo {
  /** Id of one of the tenants. */
  readonly tenant: string
  readonly accounts: readonly DemoAccount[]
  /**
   * Families as they stand on an ISO day. Their idempotency keys must stay the same for ever: they say which of them are
   * registered already, whatever else changes.
   */
  readonly households: (today: string) => readonly RegisterInput[]
}

export interface DemoAccount {
  /** The token's subject: printable ASCII, one for each account of all tenants. */
  readonly subject: string
  /** As `start` lists it: `Window clerk, Nowshera`. */
  readonly name: string
  readonly roles: readonly GrantInput[]
}

/**
 * Checks the configuration's types, and changes nothing.
 *
 * @example
 * export default defineConfig({ tenants: [kp], demo: [kpDemo] })
 */
export const defineConfig = (config: OneWindowConfig): OneWindowConfig => config
