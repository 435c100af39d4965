import { type AnswerForms, answeredHouseholds, answerFormsOf } from './candidate-answers.ts'
import { stateOf } from './criterion.ts'
import { surestEnrolment } from './enrolment.ts'
import { evaluateBoolean } from './evaluate.ts'
import type { BooleanExpression } from './expression.ts'
import type {
  Criterion,
  CriterionState,
  MissingFact,
  NextQuestion,
  ProgrammeResult,
  Scope,
} from './programme.ts'
import { readsOf } from './rule-reads.ts'
import { candidateOf, type ScreeningInput, screenHousehold } from './screening.ts'
import type { Truth } from './truth.ts'

export interface QuestionInput extends ScreeningInput {
  /** Option codes of a choice fact. */
  readonly answers: (fact: string) => readonly string[]
  /** Whether the family can be asked this of this person or household. */
  readonly askable: (fact: string, subject: string) => boolean
}

/**
 * The unknown fact that would decide most for this household: each candidate answer is tried, and a fact scores, for
 * every undecided unit, the share of its answers that decide it. The first in reading order wins a tie. Of a household so
 * large that this would take long, only the facts that most units wait for are tried. `undefined` where nothing can be asked.
 *
 * @example nextQuestion({ programmes, household, on, parameter, answers: () => [], askable: () => true })
 */
export function nextQuestion(input: QuestionInput): NextQuestion | undefined {
  const waiting = new Map<string, { readonly question: MissingFact; readonly units: ProgrammeResult[] }>()
  for (const unit of screenHousehold(input)) {
    for (const question of unit.outcome === 'NEEDS_INFORMATION' ? unit.missing : []) {
      if (!input.askable(question.fact, question.subject)) continue
      const key = JSON.stringify(question)
      const entry = waiting.get(key) ?? { question, units: [] }
      entry.units.push(unit)
      waiting.set(key, entry)
    }
  }
  const forms = answerFormsOf(input)
  const entries = [...waiting.values()].map((entry, place) => ({ ...entry, place }))
  let best: (Scored & { readonly place: number }) | undefined
  let trials = 0
  // No fact scores more than the units that wait for it.
  for (const entry of entries.sort((a, b) => b.units.length - a.units.length)) {
    if (best && (entry.units.length < best.score || trials >= MOST_TRIALS)) break
    const { place } = entry
    const scored = scoreOf(entry, { ...input, forms })
    trials += scored.trials
    if (!best || scored.score > best.score || (scored.score === best.score && place < best.place))
      best = { ...scored, place }
  }
  return best?.question
}

/** Of an answer on a unit: about a second. A household of a dozen of whom nothing is known stays below. */
const MOST_TRIALS = 20_000

interface Scored {
  readonly score: number
  readonly question: NextQuestion
  readonly trials: number
}

function scoreOf(
  { question, units }: { readonly question: MissingFact; readonly units: readonly ProgrammeResult[] },
  input: QuestionInput & { readonly forms: AnswerForms },
): Scored {
  const options = input.answers(question.fact)
  const answered = answeredHouseholds(question, input.household, { ...input, options })
  const decided = answered.flatMap((household) => {
    const closed = new Map<BooleanExpression, Truth>()
    return units.filter((unit) => !staysOpen(unit, question, { ...input, household, closed }))
  })
  const names = new Set(decided.map(({ programme }) => programme))
  const programmes = input.programmes.map(({ id }) => id).filter((id) => names.has(id))
  return {
    score: answered.length === 0 ? 0 : decided.length / answered.length,
    question: { ...question, programmes },
    trials: answered.length * units.length,
  }
}

/**
 * `isOpen` of a unit that was open before an answer: only a criterion that reads what was answered can be judged otherwise,
 * and what is about no unit is read once (`closed`). In a household of thirty, of whom nothing is known, it is asked some
 * ten thousand times.
 */
export function staysOpen(
  result: ProgrammeResult,
  question: MissingFact,
  input: ScreeningInput & Pick<Scope, 'closed'>,
): boolean {
  const { unit, criteria } = result
  return needsMore(result, input, (criterion, scope) =>
    // A screening leaves out that a candidate is one.
    isAbout(question, { rule: criterion.rule, unit: unit.id })
      ? stateOf(evaluateBoolean(criterion.rule, scope), criterion, scope)
      : (criteria.find(({ id }) => id === criterion.id)?.state ?? 'met'),
  )
}

/** Whether an answer can change what a rule says of a unit. */
function isAbout(
  { subject, fact, enrolledIn = [] }: MissingFact,
  { rule, unit }: { readonly rule: BooleanExpression; readonly unit: string },
): boolean {
  const { facts, enrolments } = readsOf(rule)
  const isRead = ({ ofUnit, ofOthers }: typeof facts, id: string) =>
    ofOthers.has(id) || (subject === unit && ofUnit.has(id))
  return isRead(facts, fact) || enrolledIn.some((id) => isRead(enrolments, id))
}

/**
 * Would a unit of a programme in force still need information? Says what the outcome would, without reasons: this is asked
 * some thousand times per question. An answer cannot bring about a stop, which needs a confirmed enrolment.
 */
export const isOpen = (result: ProgrammeResult, input: ScreeningInput): boolean =>
  needsMore(result, input, (criterion, scope) =>
    stateOf(evaluateBoolean(criterion.rule, scope), criterion, scope),
  )

function needsMore(
  { programme, unit }: Pick<ProgrammeResult, 'programme' | 'unit'>,
  input: ScreeningInput,
  judged: (criterion: Pick<Criterion, 'id' | 'rule' | 'evidence'>, scope: Scope) => CriterionState,
): boolean {
  const { programmes, household } = input
  const definition = programmes.find(({ id }) => id === programme)
  if (definition === undefined || surestEnrolment(household.enrolments, unit.id, programme)) return false
  const scope = { ...input, unit: unit.id }
  let isEveryMet = true
  for (const criterion of [...candidateOf(definition), ...definition.criteria]) {
    const state = judged(criterion, scope)
    if (state === 'not_met') return false
    isEveryMet &&= state === 'met'
  }
  return !isEveryMet
}
