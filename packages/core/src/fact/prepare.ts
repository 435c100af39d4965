import { committeeInOffice, type FactDefinition, parseDigits } from '@onewindow/tenant'
import type { Insertable } from 'kysely'
import { checkPastDay, isYear } from '../dates.ts'
import { invalid } from '../errors.ts'
import { type FactId, newId } from '../ids.ts'
import { type Session, today } from '../session.ts'
import type { FactSource, FactTable } from './table.ts'

/** One observation as a clerk enters it: exactly one of the values. */
export interface FactInput {
  readonly fact: string
  readonly boolean?: boolean | null | undefined
  /** Decimal text, in any digits: `14.2`. */
  readonly number?: string | null | undefined
  readonly choice?: string | null | undefined
  /** A day, or a year where no more is known. */
  readonly date?: string | null | undefined
  readonly year?: number | null | undefined
  readonly round?: string | null | undefined
  readonly observedOn?: string | null | undefined
  readonly source: FactSource
  readonly issuer?: string | null | undefined
  /** The programme that the family chose and that needs this; required for a sensitive fact. */
  readonly programme?: string | null | undefined
}

export type PreparedFact = Omit<
  Insertable<FactTable>,
  'tenant_id' | 'operating_area' | 'household_id' | 'person_id'
> & {
  readonly fact_id: FactId
}

type Place = { readonly subject: FactDefinition['subject']; readonly area: string }

/** Checks an observation against its definition; every refusal names the place in the input. */
export function prepareFact(
  session: Session,
  input: FactInput,
  place: Place & { readonly path: readonly string[] },
): PreparedFact {
  const { path } = place
  const definition = session.tenant.facts.get(input.fact)
  if (!definition) throw invalid('UNKNOWN_FACT', [...path, 'fact'], { id: input.fact })
  if (definition.subject !== place.subject)
    throw invalid('FACT_WRONG_SUBJECT', [...path, 'fact'], { id: input.fact, subject: definition.subject })
  const observedOn = input.observedOn ?? today(session)
  checkPastDay(session, observedOn, [...path, 'observedOn'])
  checkSensitive(session, definition, input, path)
  checkSource(session, definition, { ...input, observedOn }, place)
  return {
    fact_id: newId<'fact'>(),
    kind: definition.id,
    round: readRound(definition, input, path),
    ...readValue(session, definition, { ...input, path }),
    observed_on: observedOn,
    source: input.source,
    issuer: input.issuer ?? null,
    method: null,
    corrects: null,
    recorded_from: session.now,
    recorded_by: session.actor.id,
    ended_reason: null,
  }
}

function checkSensitive(
  session: Session,
  { id, sensitive }: FactDefinition,
  { programme }: FactInput,
  path: readonly string[],
): void {
  if (!sensitive) return
  const chosen = programme == null ? undefined : session.tenant.programmes.get(programme)
  if (programme != null && !chosen)
    throw invalid('UNKNOWN_PROGRAMME', [...path, 'programme'], { id: programme })
  if (!chosen || !session.tenant.factsNeededBy(chosen.id).has(id))
    throw invalid('SENSITIVE_FACT_NOT_NEEDED', [...path, 'programme'], { id })
}

function checkSource(
  session: Session,
  { id, givenBy, issuedBy }: FactDefinition,
  input: FactInput & { readonly observedOn: string },
  { area, path }: Pick<Place, 'area'> & { readonly path: readonly string[] },
): void {
  if (givenBy !== undefined && !['institution', 'document', 'import'].includes(input.source))
    throw invalid('FACT_NOT_FROM_INSTITUTION', [...path, 'source'], { id, institution: givenBy })
  if (issuedBy === undefined) {
    if (input.issuer != null) throw invalid('ISSUER_NOT_TAKEN', [...path, 'issuer'], { id })
    return
  }
  if (input.year != null) throw invalid('CERTIFICATE_DAY', [...path, 'year'])
  if (input.date != null && input.date > input.observedOn) throw invalid('CERTIFICATE_DAY', [...path, 'date'])
  if (input.issuer == null) throw invalid('ISSUER_REQUIRED', [...path, 'issuer'], { kind: issuedBy })
  const { definition } = session.tenant
  const committee = definition.institutions
    .flatMap(({ committees = [] }) => committees)
    .find(({ id }) => id === input.issuer)
  if (!committee || committee.kind !== issuedBy || !committee.areas.includes(area))
    throw invalid('UNKNOWN_ISSUER', [...path, 'issuer'], { id: input.issuer })
  const issuedOn = input.date ?? input.observedOn
  if (!committeeInOffice(definition, committee.id, issuedOn))
    throw invalid('COMMITTEE_OUT_OF_OFFICE', [...path, 'issuer'], { committee: committee.id, date: issuedOn })
}

function readRound(
  { id, rounds }: FactDefinition,
  { round }: FactInput,
  path: readonly string[],
): string | null {
  if (!rounds) {
    if (round != null) throw invalid('ROUND_NOT_TAKEN', [...path, 'round'], { id })
    return null
  }
  if (round == null) throw invalid('ROUND_REQUIRED', [...path, 'round'], { rounds: rounds.join(', ') })
  if (!rounds.includes(round))
    throw invalid('UNKNOWN_ROUND', [...path, 'round'], { round, rounds: rounds.join(', ') })
  return round
}

type Value = Pick<PreparedFact, 'boolean_value' | 'number_value' | 'text_value' | 'date_from' | 'date_to'>
const NO_VALUE: Value = {
  boolean_value: null,
  number_value: null,
  text_value: null,
  date_from: null,
  date_to: null,
}

function readValue(
  session: Session,
  definition: FactDefinition,
  { path, ...input }: FactInput & { readonly path: readonly string[] },
): Value {
  const { id, type } = definition
  const given = (['boolean', 'number', 'choice', 'date', 'year'] as const).filter((key) => input[key] != null)
  const wrong = () => invalid('FACT_VALUE', path, { id, type })
  if (given.length !== 1) throw wrong()
  if (type === 'boolean' && input.boolean != null) return { ...NO_VALUE, boolean_value: input.boolean }
  if (type === 'number' && input.number != null)
    return { ...NO_VALUE, number_value: readNumber(definition, input.number, [...path, 'number']) }
  if (type === 'choice' && input.choice != null) {
    if (!definition.options?.includes(input.choice))
      throw invalid('UNKNOWN_OPTION', [...path, 'choice'], {
        id,
        options: (definition.options ?? []).join(', '),
      })
    return { ...NO_VALUE, text_value: input.choice }
  }
  if (type === 'date' && input.date != null) {
    checkPastDay(session, input.date, [...path, 'date'])
    return { ...NO_VALUE, date_from: input.date, date_to: input.date }
  }
  if (type === 'date' && input.year != null) {
    if (!isYear(input.year)) throw invalid('IMPOSSIBLE_DATE', [...path, 'year'], { date: input.year })
    checkPastDay(session, `${input.year}-01-01`, [...path, 'year'])
    return { ...NO_VALUE, date_from: `${input.year}-01-01`, date_to: `${input.year}-12-31` }
  }
  throw wrong()
}

function readNumber(
  { id, scale = 0, min, max }: FactDefinition,
  text: string,
  path: readonly string[],
): number {
  const match = /^(-?)(\d{1,12})(?:[.٫](\d+))?$/.exec(parseDigits(text).trim())
  const fraction = match?.[3] ?? ''
  if (!match || fraction.length > scale) throw invalid('NUMBER_MALFORMED', path, { id, digits: scale })
  const value = Number(`${match[1]}${match[2]}${fraction.padEnd(scale, '0')}`)
  const unscaled = value / 10 ** scale
  if ((min !== undefined && unscaled < min) || (max !== undefined && unscaled > max))
    throw invalid('NUMBER_OUT_OF_RANGE', path, { id, min: min ?? '−∞', max: max ?? '∞' })
  return value
}
