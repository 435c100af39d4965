import { factKey, type Observation } from '@onewindow/rules'
import type { FactDefinition } from '@onewindow/tenant'
import type { Answer } from './scenario.ts'

/** Why this cannot be the fact's answer; undefined where it can. */
export function answerProblem(kind: FactDefinition, answer: Answer): string | undefined {
  const { id, type, rounds, issuedBy } = kind
  if (typeof answer === 'object' && 'by' in answer) {
    if (issuedBy === undefined) return `no committee gives ${id}`
    if ((type === 'date') !== (answer.value === undefined))
      return type === 'date' ? `${id} is its date: leave the value out` : `${id} needs its value too`
    return answer.value === undefined ? undefined : valueProblem(kind, answer.value)
  }
  if (issuedBy !== undefined)
    return `${id} needs the committee that gave it: { ${type === 'date' ? '' : 'value, '}date, by }`
  const { value, round } = typeof answer === 'object' ? answer : { value: answer, round: undefined }
  if ((rounds !== undefined) !== (round !== undefined) || (round !== undefined && !rounds?.includes(round))) {
    return rounds === undefined ? `${id} has no rounds` : `${id} needs a round of ${rounds.join(', ')}`
  }
  return valueProblem(kind, value)
}

function valueProblem({ id, type, options }: FactDefinition, value: boolean | number | string) {
  if (type === 'choice' && !(typeof value === 'string' && options?.includes(value))) {
    return `${id} has no option "${value}"; it has ${options?.join(', ')}`
  }
  if (type === 'boolean' && typeof value !== 'boolean') return `${id} is true or false`
  if (type === 'number' && typeof value !== 'number') return `${id} is a number`
  if (type === 'date' && !(typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))) {
    return `${id} is a day: 2024-02-01`
  }
  return undefined
}

/** As the engine reads it, for an answer without a problem. */
export function observe(kind: FactDefinition, answer: Answer): readonly [string, Observation] {
  const { id, scale = 0, type } = kind
  const scaled = (value: boolean | number | string) =>
    typeof value === 'number' ? Math.round(value * 10 ** scale) : value
  if (typeof answer === 'object' && 'by' in answer) {
    const { value, date, by } = answer
    return [id, { value: value === undefined ? { from: date, to: date } : scaled(value), issuer: by }]
  }
  const { value, round } = typeof answer === 'object' ? answer : { value: answer, round: undefined }
  const key = factKey(id, round)
  if (type === 'date' && typeof value === 'string') return [key, { value: { from: value, to: value } }]
  return [key, { value: scaled(value) }]
}
