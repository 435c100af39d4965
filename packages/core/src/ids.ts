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

/** A new id, ordered by time. */
export const newId = <Kind extends string>(): Id<Kind> => v7() as Id<Kind>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => UUID.test(text)
