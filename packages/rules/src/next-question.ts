import { type AnswerForms, answeredHouseholds, answerFormsOf } from './candidate-answers.ts'
import { unique } from './explain.ts'
import type { Household } from './household.ts'
import type { MissingFact, NextQuestion, ProgrammeResult, ProgrammeRule } from './programme.ts'
import { type ScreeningInput, screenHousehold } from './screening.ts'

export interface QuestionInput extends ScreeningInput {
  /** Option codes of a choice fact. */
  readonly answers: (fact: string) => readonly string[]
  /** Whether the family can be asked this of this person or household. */
  readonly askable: (fact: string, subject: string) => boolean
}

/**
 * The unknown fact that would decide most for this household: each candidate answer is tried, and a fact scores, for
 * every undecided unit, the share of its answers that decide it. The first in reading order wins a tie. `undefined` where nothing
 * can be asked.
 *
 * @example nextQuestion({ programmes, household, on, parameter, answers: () => [], askable: () => true })
 */
export function nextQuestion(input: QuestionInput): NextQuestion | undefined {
  const undecided = screenHousehold(input).filter(({ outcome }) => outcome === 'NEEDS_INFORMATION')
  const questions = unique(undecided.flatMap(({ missing }) => missing)).filter(({ fact, subject }) =>
    input.askable(fact, subject),
  )
  const forms = answerFormsOf(input)
  const scored = questions.map((question) => scoreOf(question, undecided, { ...input, forms }))
  const best = Math.max(...scored.map(({ score }) => score))
  return scored.find(({ score }) => score === best)?.question
}

function scoreOf(
  question: MissingFact,
  undecided: readonly ProgrammeResult[],
  input: QuestionInput & { readonly forms: AnswerForms },
): { readonly score: number; readonly question: NextQuestion } {
  const waiting = undecided.filter(({ missing }) => missing.some((each) => isSame(each, question)))
  const programmes = programmesOf(waiting, input.programmes)
  const options = input.answers(question.fact)
  const answered = answeredHouseholds(question, input.household, { ...input, options })
  const decided = answered.flatMap((household) => decidedBy(household, waiting, { ...input, programmes }))
  return {
    score: answered.length === 0 ? 0 : decided.length / answered.length,
    question: { ...question, programmes: programmesOf(decided, programmes).map(({ id }) => id) },
  }
}

/** Those that are open no longer; a unit that is no candidate after all has no result. */
function decidedBy(
  household: Household,
  waiting: readonly ProgrammeResult[],
  input: ScreeningInput,
): readonly ProgrammeResult[] {
  const open = screenHousehold({ ...input, household }).filter(
    ({ outcome }) => outcome === 'NEEDS_INFORMATION',
  )
  return waiting.filter(
    ({ programme, unit }) => !open.some((each) => each.programme === programme && each.unit.id === unit.id),
  )
}

const programmesOf = (results: readonly ProgrammeResult[], programmes: readonly ProgrammeRule[]) =>
  programmes.filter(({ id }) => results.some(({ programme }) => programme === id))

const isSame = (a: MissingFact, b: MissingFact) => JSON.stringify(a) === JSON.stringify(b)
