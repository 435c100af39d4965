import { RuleError } from './error.ts'
import { HOUSEHOLD, UNIT, type Who } from './expression.ts'
import type { Facts } from './household.ts'
import type { Reading, Scope } from './programme.ts'

/** A person or the household: whatever has facts. */
export interface Subject {
  readonly id: string
  readonly facts: Facts
}

/** A scope, the names bound in it so far, and a witness of what is read. */
export interface Reader extends Scope {
  readonly subjects: ReadonlyMap<Who, Subject>
  /** Absent: nobody asks what was read. */
  readonly witness?: ((reading: Reading) => void) | undefined
}

/** Throws `RULE_UNIT_UNKNOWN` unless the unit is the household or one of its members. */
export function readerOf(scope: Scope, witness?: (reading: Reading) => void): Reader {
  const { household, unit } = scope
  const subject = unit === household.id ? household : household.members.find(({ id }) => id === unit)
  if (subject === undefined) throw new RuleError('RULE_UNIT_UNKNOWN', { household: household.id, unit })
  const subjects = new Map<Who, Subject>([
    [UNIT, subject],
    [HOUSEHOLD, household],
  ])
  return { ...scope, subjects, witness }
}

export const silent = (reader: Reader): Reader =>
  reader.witness === undefined ? reader : { ...reader, witness: undefined }

export const bind = (reader: Reader, as: Who, subject: Subject): Reader => ({
  ...reader,
  subjects: new Map(reader.subjects).set(as, subject),
})

export function subjectOf(reader: Reader, who: Who): Subject {
  const subject = reader.subjects.get(who)
  if (subject === undefined) throw new RuleError('RULE_NAME_UNBOUND', { who })
  return subject
}
