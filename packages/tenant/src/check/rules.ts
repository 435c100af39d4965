import {
  type Benefit,
  type Collection,
  type Expression,
  evaluateNumber,
  HOUSEHOLD,
  type Household,
  type NumberExpression,
  type Parameter,
  parametersOn,
  RuleError,
  UNIT,
  type Who,
} from '@onewindow/rules'
import { CORE_FACTS } from '../core-facts.ts'
import type { FactDefinition } from '../definition.ts'
import { didYouMean } from '../suggest.ts'
import type { Checked } from './checked.ts'

type Subject = 'person' | 'household'
type FactNode = Extract<Expression, { op: 'fact' }>
type Names = ReadonlyMap<Who, Subject>

/** Where a rule stands: whom `unit` speaks of there. */
export interface RulePlace {
  readonly unit: Subject
  readonly checked: Checked
}

/** Whether everything that a rule names exists, and is read as what it is. */
export function checkRule(rule: Expression, path: string, { unit, checked }: RulePlace) {
  const { definition, report, refer } = checked
  const facts = new Map([...CORE_FACTS, ...definition.facts].map((fact) => [fact.id, fact]))
  const parameters = new Map(definition.parameters.map((parameter) => [parameter.id, parameter]))
  visit(
    rule,
    path,
    new Map([
      [UNIT, unit],
      [HOUSEHOLD, 'household'],
    ]),
  )

  function visit(node: Expression, path: string, names: Names) {
    switch (node.op) {
      case 'fact':
        return checkFact(node, path, names)
      case 'parameter':
        return checkParameter(node, path)
      case 'enrolled':
        subjectOf(node.who, `${path}.who`, names)
        for (const programme of node.programmes) refer('programme', programme, `${path}.programmes`)
        return
      case 'is':
        visit(node.of, `${path}.of`, names)
        return checkOptions(node.of, node.in, path)
      case 'and':
      case 'or':
      case 'add':
      case 'least':
      case 'greatest':
        for (const [index, each] of node.of.entries()) visit(each, `${path}.of.${index}`, names)
        return
      case 'not':
      case 'known':
      case 'divide':
      case 'age':
        return visit(node.of, `${path}.of`, names)
      case 'compare':
      case 'compareDates':
      case 'subtract':
      case 'multiply':
        visit(node.left, `${path}.left`, names)
        return visit(node.right, `${path}.right`, names)
      case 'if':
        visit(node.test, `${path}.test`, names)
        visit(node.yes, `${path}.yes`, names)
        return visit(node.no, `${path}.no`, names)
      case 'any':
      case 'count':
      case 'sum': {
        checkCollection(node.over, `${path}.over`, names)
        const inside = new Map(names).set(node.as, 'person')
        visit(node.where, `${path}.where`, inside)
        if (node.op === 'sum') visit(node.of, `${path}.of`, inside)
        return
      }
      default:
        // Constants name nothing.
        return
    }
  }

  function checkFact(node: FactNode, path: string, names: Names) {
    const subject = subjectOf(node.who, `${path}.who`, names)
    const fact = facts.get(node.id)
    if (!fact) return refer('fact', node.id, path)
    const type = fact.type === 'choice' ? 'text' : fact.type
    if (node.type !== type) {
      report('RULE_INVALID', path, {
        message: `it reads ${node.id} as ${node.type}, which is a ${fact.type}`,
        fix: `Read it with ${type}Fact.`,
      })
    } else if (node.type === 'number' && node.scale !== fact.scale) {
      report('RULE_INVALID', path, {
        message: `it reads ${node.id} at scale ${node.scale}, which has scale ${fact.scale}`,
        fix: `Give numberFact the scale ${fact.scale}.`,
      })
    }
    if (subject !== undefined && subject !== fact.subject) {
      report('RULE_INVALID', path, {
        message: `it asks the ${subject} for ${node.id}, which is a fact about a ${fact.subject}`,
        fix:
          fact.subject === 'household'
            ? 'Ask `household`.'
            : 'Ask a person: `unit` of a person programme, or a member.',
      })
    }
    checkRounds(node, fact, path)
  }

  /** A score answers a limit of its own round only, so each reading of it names the parameter that states the rounds. */
  function checkRounds(node: FactNode, fact: FactDefinition, path: string) {
    if (node.roundOf === undefined) {
      if (fact.rounds === undefined) return
      report('ROUND_MISMATCH', path, {
        message: `${fact.id} is taken in rounds, and nothing says which one is meant`,
        fix: 'Name the parameter whose rounds count, as the last argument of numberFact.',
      })
      return
    }
    const parameter = parameters.get(node.roundOf)
    if (!parameter) return refer('parameter', node.roundOf, `${path}.roundOf`)
    const rounds = new Set(parameter.history.flatMap(({ rounds = [] }) => rounds))
    const strange = [...rounds].filter((round) => !fact.rounds?.includes(round))
    if (rounds.size > 0 && strange.length === 0) return
    report('ROUND_MISMATCH', `${path}.roundOf`, {
      message:
        rounds.size === 0
          ? `no value of ${parameter.id} says which rounds it is stated for`
          : `${parameter.id} is stated for ${strange.join(', ')}, and ${fact.id} has no such round`,
      fix: `The rounds of ${fact.id} are ${fact.rounds?.join(', ') ?? 'not declared'}.`,
    })
  }

  function checkParameter({ id, scale }: { readonly id: string; readonly scale: number }, path: string) {
    const parameter = parameters.get(id)
    if (!parameter) return refer('parameter', id, path)
    if (parameter.scale === scale) return
    report('RULE_INVALID', path, {
      message: `it reads ${id} at scale ${scale}, which has scale ${parameter.scale}`,
      fix: `Give parameter the scale ${parameter.scale}.`,
    })
  }

  function checkOptions({ id }: { readonly id: string }, options: readonly string[], path: string) {
    const known = facts.get(id)?.options
    for (const option of options) {
      if (!known || known.includes(option)) continue
      report('RULE_INVALID', `${path}.in`, {
        message: `${id} has no option "${option}"`,
        fix: `Its options are ${known.join(', ')}.${didYouMean(option, known)}`,
      })
    }
  }

  function checkCollection(over: Collection, path: string, names: Names) {
    if (over.kind === 'members' || subjectOf(over.of, `${path}.of`, names) !== 'household') return
    report('RULE_INVALID', `${path}.of`, {
      message: 'a household has no relatives',
      fix: 'Ask for the relatives of a person, or for the members of the household.',
    })
  }

  function subjectOf(who: Who, path: string, names: Names): Subject | undefined {
    const subject = names.get(who)
    if (subject === undefined) {
      report('RULE_INVALID', path, {
        message: `"${who}" is nobody here`,
        fix: `Speak of ${[...names.keys()].join(', ')}; the name of an aggregate is known only inside it.`,
      })
    }
    return subject
  }
}

/** A benefit's amount is a sound rule in minor units of its currency. */
export function checkAmount(benefit: Extract<Benefit, { kind: 'cash' }>, path: string, place: RulePlace) {
  checkRule(benefit.amount, path, place)
  const { definition, report } = place.checked
  const { currency, minorUnits } = definition.formats
  const scale = scaleOf(benefit.amount, definition.parameters)
  if (benefit.currency !== currency || scale === undefined || scale === minorUnits) return
  report('BENEFIT_SCALE', path, {
    message: `the amount has ${scale} digits after the point, and ${currency} has ${minorUnits}`,
    fix: `Give its parameters the scale ${minorUnits}: an amount is counted in minor units.`,
  })
}

// Nobody's household shows what an amount looks like: its bounds are unknown, its scale is not.
const NOBODY: Household = {
  id: 'household',
  facts: {},
  members: [{ id: 'unit', facts: {} }],
  others: [],
  relationships: [],
  enrolments: [],
}

function scaleOf(amount: NumberExpression, parameters: readonly Parameter[]): number | undefined {
  const on = '2000-01-01'
  try {
    return evaluateNumber(amount, {
      household: NOBODY,
      unit: 'unit',
      on,
      parameter: parametersOn(parameters, on),
    }).scale
  } catch (error) {
    if (error instanceof RuleError) return undefined // reported already: it names something that does not exist
    throw error
  }
}
