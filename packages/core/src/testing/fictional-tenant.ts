import type { Definition } from '@onewindow/tenant'
import type { RegisterInput } from '../household/service.ts'

/** A made-up tenant with everything that core's and the server's tests need of one. */
export interface FictionalTenant {
  readonly definition: Definition
  /** Three operating areas. Tests register families in the first two only. */
  readonly areas: readonly [string, string, string]
  /**
   * A family like no other of this tenant: names, village and document number are made from `seed`. It has a mother and
   * a child, a relationship, a document, facts (one of them sensitive) and what it says about a programme.
   */
  family(seed: number, area: string): RegisterInput
}
