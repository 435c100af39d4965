import {
  checkExpression,
  checkProgramme,
  type Expression,
  expressionsOf,
  factsOf,
  type RuleProblem,
  type Vocabulary,
} from '@onewindow/rules'
import { CORE_FACTS } from '../core-facts.ts'
import { minorUnitsOf } from '../currency.ts'
import type { Definition, FactDefinition, Programme } from '../definition.ts'
import type { Code } from '../diagnostic.ts'
import type { Checked, Referable } from './checked.ts'

/** The rules of a programme name only what exists, and read it as what it is. */
export function checkProgrammeRules(programme: Programme, path: string, checked: Checked) {
  for (const problem of checkProgramme(programme, vocabularyOf(checked.definition))) {
    reportProblem({ ...problem, path: `${path}.${problem.path}` }, checked)
  }
  for (const { path: part, expression } of expressionsOf(programme)) {
    checkRounds(expression, `${path}.${part}`, checked)
  }
}

/** What a waiting list is ordered by: everyone on it sees the order, so it may betray nothing. */
export function checkRanking({ ranking, unit }: Programme, path: string, checked: Checked) {
  if (!ranking) return
  const at = `${path}.ranking.by`
  for (const problem of checkExpression(ranking.by, vocabularyOf(checked.definition), unit.kind)) {
    reportProblem({ ...problem, path: at }, checked)
  }
  checkRounds(ranking.by, at, checked)
  for (const { id } of factsOf(ranking.by)) {
    if (!checked.definition.facts.find((fact) => fact.id === id)?.sensitive) continue
    checked.report('RULE_INVALID', at, {
      message: `it orders people by ${id}, which is sensitive`,
      fix: 'Order them by something that everyone may know, or by the day of the application.',
    })
  }
}

/** The same for a rule that belongs to no programme. */
export function checkRule(
  rule: Expression,
  { unit, path }: { readonly unit: 'household' | 'person'; readonly path: string },
  checked: Checked,
) {
  for (const problem of checkExpression(rule, vocabularyOf(checked.definition), unit)) {
    reportProblem({ ...problem, path: `${path}.${problem.path}` }, checked)
  }
  checkRounds(rule, path, checked)
}

const vocabularies = new WeakMap<Definition, Vocabulary>()

function vocabularyOf(definition: Definition): Vocabulary {
  const made = vocabularies.get(definition)
  if (made) return made
  const facts = new Map([...CORE_FACTS, ...definition.facts].map((fact) => [fact.id, shapeOf(fact)]))
  const parameters = new Map(
    definition.parameters.map(({ id, scale, history }) => [
      id,
      { scale, rounds: history.some(({ rounds = [] }) => rounds.length > 0) },
    ]),
  )
  const programmes = new Set(definition.programmes.map(({ id }) => id))
  const currencies = new Set(Intl.supportedValuesOf('currency'))
  const vocabulary: Vocabulary = {
    fact: (id) => facts.get(id),
    parameter: (id) => parameters.get(id),
    programme: (id) => programmes.has(id),
    // A currency that does not exist is reported elsewhere.
    minorUnits: (currency) =>
      minorUnitsOf(definition.formats, currencies.has(currency) ? currency : definition.formats.currency),
  }
  vocabularies.set(definition, vocabulary)
  return vocabulary
}

const shapeOf = ({ subject, type, scale = 0, options, rounds }: FactDefinition) => ({
  subject,
  type: type === 'choice' ? ('text' as const) : type,
  scale,
  ...(options ? { options } : {}),
  rounds: rounds !== undefined,
})

/** A limit answers only scores of its own round, so the parameter's rounds are among the fact's. */
function checkRounds(rule: Expression, path: string, { definition, report }: Checked) {
  for (const { id, roundOf } of factsOf(rule)) {
    const rounds = definition.facts.find((fact) => fact.id === id)?.rounds
    const parameter = definition.parameters.find((each) => each.id === roundOf)
    if (!rounds || !parameter) continue
    const stated = new Set(parameter.history.flatMap((value) => value.rounds ?? []))
    const strange = [...stated].filter((round) => !rounds.includes(round))
    if (strange.length === 0) continue
    report('ROUND_MISMATCH', path, {
      message: `${parameter.id} is stated for ${strange.join(', ')}, and ${id} has no such round`,
      fix: `The rounds of ${id} are ${rounds.join(', ')}.`,
    })
  }
}

const REFERENCES: Partial<Record<RuleProblem['code'], Referable>> = {
  FACT_UNKNOWN: 'fact',
  PARAMETER_UNKNOWN: 'parameter',
  PROGRAMME_UNKNOWN: 'programme',
}

function reportProblem(problem: RuleProblem, { report, refer }: Checked) {
  const kind = REFERENCES[problem.code]
  if (kind) return refer(kind, problem.found, problem.path)
  const [code, message, fix] = explain(problem)
  report(code, problem.path, { message, fix })
}

function explain({ code, found, expected = '' }: RuleProblem): [code: Code, message: string, fix: string] {
  switch (code) {
    case 'FACT_TYPE':
      return ['RULE_INVALID', `it reads a ${expected} as ${found}`, `Read it with ${expected}Fact.`]
    case 'FACT_SCALE':
    case 'PARAMETER_SCALE':
      return [
        'RULE_INVALID',
        `it reads at scale ${found} what has scale ${expected}`,
        `Give the scale ${expected}.`,
      ]
    case 'FACT_SUBJECT':
      return [
        'RULE_INVALID',
        `it asks a ${found} for a fact about a ${expected}`,
        expected === 'household' ? 'Ask `household`.' : 'Ask the person programme’s `unit`, or a member.',
      ]
    case 'FACT_ROUNDS':
      return found === ''
        ? [
            'ROUND_MISMATCH',
            'the fact is taken in rounds, and nothing says which',
            'Name the parameter whose rounds count.',
          ]
        : [
            'ROUND_MISMATCH',
            'the fact is not taken in rounds',
            'Do not name a parameter, or declare the rounds.',
          ]
    case 'PARAMETER_ROUNDS':
      return [
        'ROUND_MISMATCH',
        `no value of ${found} says which rounds it is stated for`,
        'Add rounds to its values.',
      ]
    case 'OPTION_UNKNOWN':
      return ['RULE_INVALID', `there is no option "${found}"`, `The options are ${expected}.`]
    case 'NAME_UNBOUND':
      return [
        'RULE_INVALID',
        `"${found}" is nobody here`,
        'The name of an aggregate is known only inside it.',
      ]
    case 'NAME_TAKEN':
      return ['RULE_INVALID', `"${found}" has a meaning of its own`, 'Let the aggregate bind another name.']
    case 'NOT_A_PERSON':
      return ['RULE_INVALID', `"${found}" has no relatives`, 'Ask for those of a person, or for the members.']
    case 'AMOUNT_SCALE':
      return [
        'BENEFIT_SCALE',
        `the amount has ${found} digits after the point, and its currency ${expected}`,
        `Give its parameters the scale ${expected}: an amount is counted in minor units.`,
      ]
    default:
      return [
        'RULE_INVALID',
        `"${found}" cannot be read: ${code.toLowerCase().replaceAll('_', ' ')}`,
        'Correct it.',
      ]
  }
}
