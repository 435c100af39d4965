import { benefitsOf } from './benefit.ts'
import { parseDay } from './calendar.ts'
import { type Judgement, judge } from './criterion.ts'
import { surestEnrolment } from './enrolment.ts'
import { unique } from './explain.ts'
import type { Enrolment, Household } from './household.ts'
import { overlapsOf } from './overlap.ts'
import type { Evidence, ResolvedParameter } from './parameter.ts'
import {
  CANDIDATE,
  type Criterion,
  type CriterionResult,
  type Outcome,
  type ProgrammeResult,
  type ProgrammeRule,
  type Scope,
} from './programme.ts'

export interface ScreeningInput {
  readonly programmes: readonly ProgrammeRule[]
  readonly household: Household
  /** ISO day. */
  readonly on: string
  /** Parameters as they stand on that day: `parametersOn(parameters, on)`. */
  readonly parameter: (id: string) => ResolvedParameter
}

/**
 * One household against programmes on a date: a result per programme and unit, in the order of programmes and members.
 *
 * @example screenHousehold({ programmes, household, on: '2024-02-01', parameter: parametersOn(parameters, '2024-02-01') })
 */
export function screenHousehold({ programmes, ...input }: ScreeningInput): readonly ProgrammeResult[] {
  parseDay(input.on)
  return programmes.flatMap((programme) => screenProgramme(programme, input))
}

type Input = Omit<ScreeningInput, 'programmes'>

/** A start that was not found does not make a programme one that has not begun. */
export const isInForce = ({ from, to }: Pick<ProgrammeRule, 'from' | 'to'>, on: string): boolean =>
  (from === undefined || from <= on) && (to === undefined || on < to)

function screenProgramme(programme: ProgrammeRule, input: Input): readonly ProgrammeResult[] {
  const { household, on } = input
  if (!isInForce(programme, on)) return [ofHousehold(programme, household, 'NOT_IN_FORCE', [])]
  if (programme.unit.kind === 'household') {
    return [screenUnit(programme, { ...input, unit: household.id }, [])]
  }
  const judged = household.members.map(({ id: unit }) => ({
    unit,
    candidate: candidateOf(programme).map((criterion) => judgedAs(criterion, { ...input, unit })),
  }))
  const results = judged
    .filter(
      ({ unit, candidate }) =>
        candidate.every(({ state }) => state !== 'not_met') ||
        surestEnrolment(household.enrolments, unit, programme.id),
    )
    .map(({ unit, candidate }) =>
      screenUnit(
        programme,
        { ...input, unit },
        candidate.filter(({ state }) => state !== 'met'),
      ),
    )
  return results.length > 0
    ? results
    : [
        withoutCandidate(
          programme,
          household,
          judged.flatMap(({ candidate }) => candidate),
        ),
      ]
}

type Question = Pick<Criterion, 'id' | 'rule' | 'evidence'>

/** Whether a person is to be asked about at all, as the criterion it is shown as. */
export const candidateOf = ({ unit }: Pick<ProgrammeRule, 'unit'>): readonly Question[] =>
  unit.kind === 'person' ? [{ id: CANDIDATE, rule: unit.candidate, evidence: unit.evidence }] : []

interface Judged extends Judgement {
  readonly id: string
  readonly evidence: Evidence
}

const judgedAs = ({ id, rule, evidence }: Question, scope: Scope): Judged => ({
  id,
  evidence,
  ...judge(rule, evidence, scope),
})

function screenUnit(programme: ProgrammeRule, scope: Scope, candidate: readonly Judged[]): ProgrammeResult {
  const { household, unit } = scope
  const judged = [...candidate, ...programme.criteria.map((criterion) => judgedAs(criterion, scope))]
  const failed = judged.filter(({ state }) => state === 'not_met').map(({ id }) => id)
  const overlaps = overlapsOf(programme, household, unit)
  const enrolment = surestEnrolment(household.enrolments, unit, programme.id)
  const outcome = outcomeOf()
  return {
    programme: programme.id,
    unit: { kind: programme.unit.kind, id: unit },
    outcome,
    criteria: judged.map(toResult),
    overlaps,
    benefits: benefitsOf(programme.benefits, scope),
    missing: outcome === 'NEEDS_INFORMATION' ? unique(judged.flatMap(({ missing }) => missing)) : [],
    curable: outcome === 'NOT_ELIGIBLE' && failed.every((id) => remedyOf(id) !== undefined),
    ...(enrolment === undefined ? {} : { enrolment: enrolmentOf(enrolment) }),
  }

  function outcomeOf(): Outcome {
    if (enrolment !== undefined) return 'ALREADY_ENROLLED'
    if (failed.length > 0) return 'NOT_ELIGIBLE'
    if (overlaps.some(({ effect }) => effect === 'stop')) return 'EXCLUDED_BY_OVERLAP'
    return judged.every(({ state }) => state === 'met') ? 'ELIGIBLE' : 'NEEDS_INFORMATION'
  }

  function remedyOf(criterion: string): string | undefined {
    return programme.criteria.find(({ id }) => id === criterion)?.remedy
  }
}

/** Nobody is a candidate; where no member is known at all, nobody knows whether someone is. */
function withoutCandidate(
  programme: ProgrammeRule,
  household: Household,
  judged: readonly Judged[],
): ProgrammeResult {
  const known = household.members.length > 0
  const reads = unique(judged.flatMap((each) => each.reads))
  const state = known ? 'not_met' : 'unknown'
  return ofHousehold(
    programme,
    household,
    known ? 'NOT_ELIGIBLE' : 'NEEDS_INFORMATION',
    candidateOf(programme).map(({ id, evidence }) => ({ id, state, evidence, reads, missing: [] })),
  )
}

function ofHousehold(
  programme: ProgrammeRule,
  household: Household,
  outcome: Outcome,
  criteria: readonly CriterionResult[],
): ProgrammeResult {
  return {
    programme: programme.id,
    unit: { kind: 'household', id: household.id },
    outcome,
    criteria,
    overlaps: [],
    benefits: [],
    missing: [],
    curable: false,
  }
}

const toResult = ({ id, state, evidence, reads, missing }: Judged): CriterionResult => ({
  id,
  state,
  evidence,
  reads,
  missing,
})

const enrolmentOf = ({ level, asOf }: Enrolment) => ({ level, ...(asOf === undefined ? {} : { asOf }) })
