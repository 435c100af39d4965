import { isExact } from './bounds.ts'
import { type Condition, readBoolean, readConditions, readDate, readNumber } from './evaluate.ts'
import type { BooleanExpression, DateExpression, FactExpression, NumberExpression } from './expression.ts'
import { roundsOf } from './observation.ts'
import type { MissingFact } from './programme.ts'
import { type Reader, subjectOf } from './reader.ts'

/** The `fact` of a missing enrolment. */
export const ENROLLED = 'enrolled'

/** Facts that could still decide an unknown result: none from a part whose value is known already. */
export function missingInBoolean(expression: BooleanExpression, reader: Reader): readonly MissingFact[] {
  if (readBoolean(expression, reader) !== null) return []
  switch (expression.op) {
    case 'boolean':
    case 'unknown':
    case 'known':
      return []
    case 'fact':
      return unanswered(expression, reader)
    case 'and':
    case 'or':
      return expression.of.flatMap((each) => missingInBoolean(each, reader))
    case 'not':
      return missingInBoolean(expression.of, reader)
    case 'compare': {
      const sides = [expression.left, expression.right]
      // Against a limit that was not established no answer decides: nobody is asked in vain.
      if (sides.some((side) => side.op === 'parameter' && reader.parameter(side.id).values.length === 0))
        return []
      return sides.flatMap((each) => missingInNumber(each, reader))
    }
    case 'compareDates':
      return [expression.left, expression.right].flatMap((each) => missingInDate(each, reader))
    case 'is':
      return unanswered(expression.of, reader)
    case 'any':
      return missingInConditions(expression, reader)
    case 'enrolled': {
      const { id: subject } = subjectOf(reader, expression.who)
      const denied = new Set(
        reader.household.enrolments
          .filter((row) => row.subject === subject && !row.enrolled)
          .map(({ programme }) => programme),
      )
      const enrolledIn = expression.programmes.filter((id) => !denied.has(id))
      return enrolledIn.length === 0 ? [] : [{ subject, fact: ENROLLED, enrolledIn }]
    }
  }
}

function missingInNumber(expression: NumberExpression, reader: Reader): readonly MissingFact[] {
  if (isExact(readNumber(expression, reader))) return []
  switch (expression.op) {
    case 'number':
    case 'parameter':
      return []
    case 'fact':
      return unanswered(expression, reader)
    case 'count':
      return missingInConditions(expression, reader)
    case 'sum': {
      const terms = readConditions(expression, reader).filter(({ holds }) => holds !== false)
      return [
        ...missingInConditions(expression, reader),
        ...terms.flatMap((term) => missingInNumber(expression.of, term.reader)),
      ]
    }
    case 'add':
    case 'least':
    case 'greatest':
      return expression.of.flatMap((each) => missingInNumber(each, reader))
    case 'subtract':
    case 'multiply':
      return [expression.left, expression.right].flatMap((each) => missingInNumber(each, reader))
    case 'divide':
      return missingInNumber(expression.of, reader)
    case 'age':
      return missingInDate(expression.of, reader)
    case 'if': {
      const test = readBoolean(expression.test, reader)
      return [
        ...missingInBoolean(expression.test, reader),
        ...(test === false ? [] : missingInNumber(expression.yes, reader)),
        ...(test === true ? [] : missingInNumber(expression.no, reader)),
      ]
    }
  }
}

// A date known to the year only is asked again, since the day could decide.
function missingInDate(expression: DateExpression, reader: Reader): readonly MissingFact[] {
  return expression.op === 'fact' && !isExact(readDate(expression, reader))
    ? unanswered(expression, reader)
    : []
}

function missingInConditions(condition: Condition, reader: Reader): readonly MissingFact[] {
  return readConditions(condition, reader)
    .filter(({ holds }) => holds === null)
    .flatMap(({ person, belongs, reader: of }) => [
      ...(belongs === null ? [{ subject: person.id, fact: 'presence' }] : []),
      ...missingInBoolean(condition.where, of),
    ])
}

// No observation can count while it is not established which round does.
function unanswered(fact: FactExpression, reader: Reader): readonly MissingFact[] {
  const { id: subject } = subjectOf(reader, fact.who)
  const rounds = roundsOf(fact, reader)
  if (rounds === undefined) return [{ subject, fact: fact.id }]
  return rounds.slice(0, 1).map((round) => ({ subject, fact: fact.id, round }))
}
