export { benefitsOf } from './benefit.ts'
export type { Bounds, DayBounds } from './bounds.ts'
export * from './builder.ts'
export { completed, daysIn, parseDay } from './calendar.ts'
export {
  checkExpression,
  checkProgramme,
  type FactShape,
  type RuleProblem,
  type Vocabulary,
} from './check.ts'
export { RuleError, type RuleErrorCode } from './error.ts'
export { evaluateBoolean, evaluateDate, evaluateNumber } from './evaluate.ts'
export { type Explained, explainBoolean, explainNumber } from './explain.ts'
export * from './expression.ts'
export * from './household.ts'
export * from './lawful-package.ts'
export { ENROLLED } from './missing.ts'
export { nextQuestion, type QuestionInput } from './next-question.ts'
export type { NumberInterval } from './number-interval.ts'
export { factKey } from './observation.ts'
export { mayStop, overlapsOf } from './overlap.ts'
export * from './parameter.ts'
export * from './programme.ts'
export { parametersOn, resolveParameter, weakest } from './resolve-parameter.ts'
export { safe, scaledInteger } from './scaled-integer.ts'
export { isInForce, type ScreeningInput, screenHousehold } from './screening.ts'
export type { Truth } from './truth.ts'
export { expressionsOf, factsOf, type Part, parametersOf, partsOf, visit } from './walk.ts'
