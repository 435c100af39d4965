import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

declare const kind: unique symbol

/** A UUIDv7 that cannot be passed for another kind's. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }
export type HouseholdId = Id<'household'>
export type PersonId = Id<'person'>
export type ChangeId = Id<'change'>
export type FactId = Id<'fact'>
export type PopulationScreeningId = Id<'populationScreening'>
export type ApplicationId = Id<'application'>
export type RecordedDecisionId = Id<'recordedDecision'>
export type ScreeningId = Id<'screening'>
export type StagedHouseholdId = Id<'stagedHousehold'>
export type SurveyImportId = Id<'surveyImport'>
export type ConflictId = Id<'conflict'>
export type FlagId = Id<'flag'>
export type BackCheckId = Id<'backCheck'>
export type AccountId = Id<'account'>
export type JobId = Id<'job'>
export type OverlapId = Id<'overlap'>
export type ListId = Id<'list'>
export type ListEntryId = Id<'listEntry'>

/** A new id, ordered by time; those of one process and millisecond follow each other. */
export function newId<Kind extends string>(): Id<Kind> {
  const random = nextRandom()
  const msecs = Math.max(Date.now(), last.msecs)
  const seq = msecs > last.msecs ? random.readUInt32BE(6) >>> 1 : last.seq + 1
  last = { msecs, seq }
  return v7({ random, msecs, seq }) as Id<Kind>
}

let last = { msecs: 0, seq: 0 }

// An import draws a hundred ids a household, and asking the system costs more than making one of what it gave.
const pool = Buffer.alloc(16 * 256)
let used = pool.length

function nextRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => UUID.test(text)
