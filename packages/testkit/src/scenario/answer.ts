import { factKey, type Observation } from '@onewindow/rules'
import type { FactDefinition } from '@onewindow/tenant'
import type { Answer } from './scenario.ts'

/** Why this cannot be the fact's answer; undefined where it can. */
export function answerProblem(kind: FactDefinition, answer: Answer): string | undefined {
  const { id, type, options, rounds, issuedBy } = kind
  if (typeof answer === 'object' && 'by' in answer) {
    return issuedBy === undefined ? `no committee gives ${id}` : undefined
  }
  if (issuedBy !== undefined) return `${id} needs a date and the committee that gave it: { date, by }`
  const { value, round } = typeof answer === 'object' ? answer : { value: answer, round: undefined }
  if ((rounds !== undefined) !== (round !== undefined) || (round !== undefined && !rounds?.includes(round))) {
    return rounds === undefined ? `${id} has no rounds` : `${id} needs a round of ${rounds.join(', ')}`
  }
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
  if (typeof answer === 'object' && 'by' in answer) {
    return [id, { value: { from: answer.date, to: answer.date }, issuer: answer.by }]
  }
  const { value, round } = typeof answer === 'object' ? answer : { value: answer, round: undefined }
  const key = factKey(id, round)
  if (type === 'date' && typeof value === 'string') return [key, { value: { from: value, to: value } }]
  return [key, { value: typeof value === 'number' ? Math.round(value * 10 ** scale) : value }]
}
