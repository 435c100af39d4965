import { DomainError } from '../errors.ts'
import type { PersonId } from '../ids.ts'

/** People already registered who could be the ones being registered now; `confirmNew` says that they are not. */
export class PossibleDoubles extends DomainError {
  readonly people: readonly PersonId[]

  constructor(people: readonly PersonId[]) {
    super('POSSIBLE_DOUBLES', ['members'])
    this.people = people
  }
}
