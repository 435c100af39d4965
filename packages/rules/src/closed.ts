import { type Expression, HOUSEHOLD, type Who } from './expression.ts'
import { partsOf } from './walk.ts'

const known = new WeakMap<Expression, boolean>()

/** Whether a part is about nobody but those whom it binds itself and the household: of any unit it says the same. */
export function isClosed(expression: Expression): boolean {
  const before = known.get(expression)
  if (before !== undefined) return before
  const closed = isClosedIn(expression, [HOUSEHOLD])
  known.set(expression, closed)
  return closed
}

function isClosedIn(expression: Expression, bound: readonly Who[]): boolean {
  if ('who' in expression && !bound.includes(expression.who)) return false
  if ('over' in expression && expression.over.kind === 'relatives' && !bound.includes(expression.over.of))
    return false
  return partsOf(expression).every((part) =>
    isClosedIn(part.expression, part.binds ? [...bound, part.binds.as] : bound),
  )
}
