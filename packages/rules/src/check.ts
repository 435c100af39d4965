import { parseDay } from './calendar.ts'
import { RuleError } from './error.ts'
import { type Expression, type FactExpression, HOUSEHOLD, UNIT, type Who } from './expression.ts'
import type { ProgrammeRule, Unit } from './programme.ts'
import { scaleOf } from './scale.ts'
import { expressionsOf, partsOf } from './walk.ts'

/** What a rule may speak of. `undefined` says that there is no such thing. */
export interface Vocabulary {
  fact(id: string): FactShape | undefined
  /** `rounds`: whether any of its values is stated for rounds. */
  parameter(id: string): { readonly scale: number; readonly rounds: boolean } | undefined
  programme(id: string): boolean
  /** Digits of an amount in this currency. */
  minorUnits(currency: string): number
}

export interface FactShape {
  readonly subject: 'person' | 'household'
  readonly type: 'boolean' | 'number' | 'date' | 'text'
  readonly scale?: number
  /** Codes of a choice. */
  readonly options?: readonly string[]
  /** Whether the fact is taken in rounds. */
  readonly rounds: boolean
}

export interface RuleProblem {
  readonly code:
    | 'FACT_UNKNOWN'
    | 'FACT_TYPE'
    | 'FACT_SCALE'
    | 'FACT_SUBJECT'
    | 'FACT_ROUNDS'
    | 'OPTION_UNKNOWN'
    | 'PARAMETER_UNKNOWN'
    | 'PARAMETER_SCALE'
    | 'PARAMETER_ROUNDS'
    | 'PROGRAMME_UNKNOWN'
    | 'NAME_UNBOUND'
    | 'NAME_TAKEN'
    | 'NOT_A_PERSON'
    | 'NOTHING_LISTED'
    | 'NUMBER_MALFORMED'
    | 'DATE_MALFORMED'
    | 'AMOUNT_SCALE'
  /** From the checked tree: `of.0.left`, or from the programme: `criteria.score.rule.of.0.left`. */
  readonly path: string
  /** The name, id or value that is wrong. */
  readonly found: string
  /** What stands in its place in the vocabulary, where something does. */
  readonly expected?: string
}

type Kind = Unit['kind']
type Names = ReadonlyMap<Who, Kind>
type Report = (code: RuleProblem['code'], path: string, found: unknown, expected?: unknown) => void

/** Problems of a programme's expressions and overlaps, in reading order; none where it can be read on any date. */
export function checkProgramme(programme: ProgrammeRule, vocabulary: Vocabulary): readonly RuleProblem[] {
  const problems = expressionsOf(programme).flatMap(({ path, expression }) =>
    checkExpression(expression, vocabulary, programme.unit.kind).map((problem) => ({
      ...problem,
      path: problem.path === '' ? path : `${path}.${problem.path}`,
    })),
  )
  const report = reporter(problems)
  for (const { id, programmes } of programme.overlaps ?? []) {
    for (const each of programmes) {
      if (!vocabulary.programme(each)) report('PROGRAMME_UNKNOWN', `overlaps.${id}.programmes`, each)
    }
  }
  // An amount's scale can be computed only where every parameter exists.
  if (problems.length > 0) return problems
  for (const benefit of programme.benefits) {
    if (benefit.kind !== 'cash') continue
    const digits = scaleOf(benefit.amount, (id) => ({ scale: vocabulary.parameter(id)?.scale ?? 0 }))
    const minor = vocabulary.minorUnits(benefit.currency)
    if (digits !== minor) report('AMOUNT_SCALE', `benefits.${benefit.id}.amount`, digits, minor)
  }
  return problems
}

/** Problems of one tree, read for a unit of this kind. */
export function checkExpression(
  expression: Expression,
  vocabulary: Vocabulary,
  unit: Kind,
): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const report = reporter(problems)
  const names = new Map<Who, Kind>([
    [UNIT, unit],
    [HOUSEHOLD, 'household'],
  ])
  descend(expression, '', names)
  return problems

  function descend(node: Expression, path: string, bound: Names): void {
    const at = (part: string) => (path === '' ? part : `${path}.${part}`)
    checkNode(node, {
      vocabulary,
      names: bound,
      report: (code, part, ...what) => report(code, at(part), ...what),
    })
    for (const { path: part, expression: child, binds } of partsOf(node)) {
      descend(child, at(part), binds === undefined ? bound : new Map(bound).set(binds.as, 'person'))
    }
  }
}

interface Checking {
  readonly vocabulary: Vocabulary
  readonly names: Names
  readonly report: Report
}

function checkNode(node: Expression, checking: Checking): void {
  const { vocabulary, names, report } = checking
  if ('over' in node) {
    // A nested person may hide another, but not what everyone speaks of.
    if (node.as === UNIT || node.as === HOUSEHOLD) report('NAME_TAKEN', 'as', node.as)
    if (node.over.kind === 'relatives') checkPerson(node.over.of, 'over.of', checking)
  }
  switch (node.op) {
    case 'fact':
      checkFact(node, checking)
      return
    case 'parameter': {
      const scale = vocabulary.parameter(node.id)?.scale
      if (scale === undefined) report('PARAMETER_UNKNOWN', 'id', node.id)
      else if (scale !== node.scale) report('PARAMETER_SCALE', 'scale', node.scale, scale)
      return
    }
    case 'is': {
      if (node.in.length === 0) report('NOTHING_LISTED', 'in', '')
      const options = vocabulary.fact(node.of.id)?.options
      for (const code of node.in) {
        if (options !== undefined && !options.includes(code)) {
          report('OPTION_UNKNOWN', 'in', code, options.join(', '))
        }
      }
      return
    }
    case 'enrolled':
      if (!names.has(node.who)) report('NAME_UNBOUND', 'who', node.who)
      if (node.programmes.length === 0) report('NOTHING_LISTED', 'programmes', '')
      for (const id of node.programmes) {
        if (!vocabulary.programme(id)) report('PROGRAMME_UNKNOWN', 'programmes', id)
      }
      return
    case 'least':
    case 'greatest':
      if (node.of.length === 0) report('NOTHING_LISTED', 'of', '')
      return
    case 'number':
      if (!Number.isSafeInteger(node.value)) report('NUMBER_MALFORMED', 'value', node.value)
      return
    case 'divide':
      if (!(Number.isSafeInteger(node.by) && node.by > 0)) report('NUMBER_MALFORMED', 'by', node.by)
      return
    case 'date':
      if (!isDay(node.value)) report('DATE_MALFORMED', 'value', node.value)
  }
}

function checkFact(fact: FactExpression, { vocabulary, names, report }: Checking): void {
  const kind = names.get(fact.who)
  if (kind === undefined) report('NAME_UNBOUND', 'who', fact.who)
  const shape = vocabulary.fact(fact.id)
  if (shape === undefined) {
    report('FACT_UNKNOWN', 'id', fact.id)
    return
  }
  if (shape.type !== fact.type) report('FACT_TYPE', 'type', fact.type, shape.type)
  if (kind !== undefined && shape.subject !== kind) report('FACT_SUBJECT', 'who', kind, shape.subject)
  if (fact.type === 'number' && shape.type === 'number' && fact.scale !== (shape.scale ?? 0)) {
    report('FACT_SCALE', 'scale', fact.scale, shape.scale ?? 0)
  }
  if (shape.rounds !== (fact.roundOf !== undefined)) report('FACT_ROUNDS', 'roundOf', fact.roundOf ?? '')
  if (fact.roundOf === undefined) return
  const parameter = vocabulary.parameter(fact.roundOf)
  if (parameter === undefined) report('PARAMETER_UNKNOWN', 'roundOf', fact.roundOf)
  else if (!parameter.rounds) report('PARAMETER_ROUNDS', 'roundOf', fact.roundOf)
}

function checkPerson(who: Who, path: string, { names, report }: Checking): void {
  const kind = names.get(who)
  if (kind === undefined) report('NAME_UNBOUND', path, who)
  else if (kind !== 'person') report('NOT_A_PERSON', path, who)
}

function isDay(text: string): boolean {
  try {
    parseDay(text)
    return true
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

const reporter =
  (problems: RuleProblem[]): Report =>
  (code, path, found, expected) => {
    problems.push({
      code,
      path,
      found: String(found),
      ...(expected === undefined ? {} : { expected: String(expected) }),
    })
  }
