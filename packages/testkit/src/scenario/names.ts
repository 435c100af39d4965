import { CANDIDATE, CRITERION_STATES, ENROLMENT_LEVELS, EVIDENCE, OUTCOMES } from '@onewindow/rules'
import {
  areaOf,
  CORE_FACTS,
  committeeOf,
  type Definition,
  didYouMean,
  operatingAreaOf,
} from '@onewindow/tenant'
import { answerProblem } from './answer.ts'
import type { ScenarioFile } from './load.ts'
import type { ScenarioProblem } from './problem.ts'
import { type Answer, type Expectation, HOUSEHOLD_NAME, NOT_ASKED } from './scenario.ts'

type Path = readonly (string | number)[]

/** Everything that a scenario names and this tenant does not have; empty where it can be run. */
export function unknownNames(
  definition: Definition,
  { scenario, problem }: ScenarioFile,
): readonly ScenarioProblem[] {
  const problems: ScenarioProblem[] = []
  const { household, people, elsewhere, relations, enrolled, days, window } = scenario
  const kinds = new Map([...CORE_FACTS, ...definition.facts].map((fact) => [fact.id, fact]))
  const programmes = new Map(definition.programmes.map((programme) => [programme.id, programme]))
  const persons = [...Object.keys(people), ...Object.keys(elsewhere)]
  const subjects = [HOUSEHOLD_NAME, ...persons]

  /** Answers whether it is known, and reports it where it is not. */
  function known(path: Path, what: string, name: string, names: Iterable<string>): boolean {
    const all = new Set(names)
    if (!all.has(name)) problems.push(problem(path, `there is no ${what} "${name}".${didYouMean(name, all)}`))
    return all.has(name)
  }

  function checkAnswers(path: Path, subject: string, answers: Readonly<Record<string, Answer>>) {
    const about = subject === HOUSEHOLD_NAME ? 'household' : 'person'
    const possible = [...kinds.values()].filter((fact) => fact.subject === about).map(({ id }) => id)
    for (const [id, answer] of Object.entries(answers)) {
      if (!known([...path, id], `fact about a ${about} called`, id, possible)) continue
      const kind = kinds.get(id)
      const wrong = kind && answerProblem(kind, answer)
      if (wrong !== undefined) problems.push(problem([...path, id], wrong))
      if (typeof answer === 'object' && 'by' in answer && !committeeOf(definition, answer.by)) {
        known([...path, id, 'by'], 'committee', answer.by, committees(definition))
      }
    }
  }

  function checkEnrolled(path: Path, said: typeof enrolled) {
    for (const [subject, levels] of Object.entries(said)) {
      known([...path, subject], 'one here called', subject, subjects)
      for (const [id, level] of Object.entries(levels)) {
        known([...path, subject, id], 'programme', id, programmes.keys())
        if (level !== false) known([...path, subject, id], 'level of enrolment', level, ENROLMENT_LEVELS)
      }
    }
  }

  function checkExpected(path: Path, id: string, said: string | Expectation) {
    const programme = programmes.get(id)
    const outcomes = [...OUTCOMES, NOT_ASKED]
    if (!programme) return
    if (typeof said === 'string') return void known(path, 'outcome', said, outcomes)
    known([...path, 'outcome'], 'outcome', said.outcome, outcomes)
    const criteria = [CANDIDATE, ...programme.criteria.map((criterion) => criterion.id)]
    for (const [criterion, state] of Object.entries(said.because ?? {})) {
      known([...path, 'because', criterion], 'criterion', criterion, criteria)
      known([...path, 'because', criterion], 'state of a criterion', state, CRITERION_STATES)
    }
    for (const [overlap, effect] of Object.entries(said.overlap ?? {})) {
      known([...path, 'overlap', overlap], 'overlap rule', overlap, ids(programme.overlaps ?? []))
      known([...path, 'overlap', overlap], 'effect of an overlap', effect, ['stop', 'warn'])
    }
    for (const benefit of Object.keys(said.pays ?? {}))
      known([...path, 'pays', benefit], 'benefit', benefit, ids(programme.benefits))
    if (said.evidence !== undefined) known([...path, 'evidence'], 'mark of evidence', said.evidence, EVIDENCE)
    for (const [index, asked] of (said.asks ?? []).entries())
      checkSubjectAndFact([...path, 'asks', index], asked)
  }

  function checkSubjectAndFact(path: Path, asked: string) {
    const [subject = '', fact = ''] = asked.split('.')
    if (known(path, 'one here called', subject, subjects))
      known(path, 'fact', fact, [...kinds.keys(), 'enrolled'])
  }

  const area = areaOf(definition, window)
  if (!area) known(['window'], 'area', window, ids(definition.areas))
  else if (operatingAreaOf(definition, window)?.id !== window)
    problems.push(problem(['window'], `${window} is no ${definition.operatingLevel}: no window works there`))
  checkAnswers(['household'], HOUSEHOLD_NAME, household)
  for (const [part, those] of Object.entries({ people, elsewhere })) {
    for (const [name, { born: _, ...facts }] of Object.entries(those)) checkAnswers([part, name], name, facts)
  }
  for (const [person, relatives] of Object.entries(relations)) {
    known(['relations', person], 'one here called', person, persons)
    for (const [relation, relative] of Object.entries(relatives))
      known(['relations', person, relation], 'one here called', relative, persons)
  }
  checkEnrolled(['enrolled'], enrolled)
  for (const [index, day] of days.entries()) {
    const at = ['days', index]
    for (const [subject, answers] of Object.entries(day.facts ?? {})) {
      if (known([...at, 'facts', subject], 'one here called', subject, subjects))
        checkAnswers([...at, 'facts', subject], subject, answers)
    }
    checkEnrolled([...at, 'enrolled'], day.enrolled ?? {})
    for (const [place, refused] of (day.refused ?? []).entries())
      checkSubjectAndFact([...at, 'refused', place], refused)
    for (const [id, units] of Object.entries(day.expect)) {
      known([...at, 'expect', id], 'programme', id, programmes.keys())
      for (const [unit, said] of Object.entries(units)) {
        known([...at, 'expect', id, unit], 'one here called', unit, subjects)
        checkExpected([...at, 'expect', id, unit], id, said)
      }
    }
  }
  return problems
}

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)
const committees = ({ institutions }: Definition) =>
  institutions.flatMap(({ committees = [] }) => ids(committees))
