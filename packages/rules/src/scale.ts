import { malformed } from './error.ts'
import type { NumberExpression } from './expression.ts'

/** Digits after the point of an expression's value, whatever the household. */
export function scaleOf(
  expression: NumberExpression,
  parameter: (id: string) => { readonly scale: number },
): number {
  const widest = (of: readonly NumberExpression[]) =>
    Math.max(0, ...of.map((each) => scaleOf(each, parameter)))
  switch (expression.op) {
    case 'number':
    case 'fact':
    case 'divide':
      return expression.scale
    case 'parameter':
      return parameter(expression.id).scale
    case 'count':
    case 'age':
      return 0
    case 'sum':
      return scaleOf(expression.of, parameter)
    case 'add':
    case 'least':
    case 'greatest':
      return widest(expression.of)
    case 'subtract':
      return widest([expression.left, expression.right])
    case 'if':
      return widest([expression.yes, expression.no])
    case 'multiply':
      return scaleOf(expression.left, parameter) + scaleOf(expression.right, parameter)
    default:
      return malformed(expression)
  }
}
