import { RuleError } from './error.ts'
import { EVIDENCE, type Evidence, isVerified, type Parameter, type ResolvedParameter } from './parameter.ts'
import { scaledInteger } from './scaled-integer.ts'

/** The weakest of several marks; `confirmed` for none. */
export function weakest(marks: readonly Evidence[]): Evidence {
  return EVIDENCE.findLast((mark) => marks.includes(mark)) ?? 'confirmed'
}

/**
 * A parameter as it stands on a date (ISO day): the value that began last, if it has not ended. Never a neighbouring
 * date's value: before the first and between `to` and the next `from`, `values` is empty. Several values are a conflict (`C`).
 *
 * @example resolveParameter(cutOff, '2023-05-01').values // [3200] at scale 2
 */
export function resolveParameter(parameter: Parameter, on: string): ResolvedParameter {
  const begun = parameter.history.filter(({ from }) => from <= on)
  const latest =
    begun
      .map(({ from }) => from)
      .sort()
      .at(-1) ?? ''
  const holding = begun.filter(({ from, to }) => from === latest && (to === undefined || on < to))
  const texts = holding.flatMap(({ values }) => values)
  const values = [...new Set(texts.map((text) => scaledInteger(text, parameter.scale)))].sort((a, b) => a - b)
  return {
    id: parameter.id,
    scale: parameter.scale,
    unit: parameter.unit,
    values,
    evidence:
      holding.length === 0
        ? 'G'
        : weakest([...holding.map(({ evidence }) => evidence), ...(values.length > 1 ? ['C' as const] : [])]),
    source: [...new Set(holding.map(({ source }) => source))].join('; '),
    ...(holding.length === 0 ? {} : { from: latest }),
    rounds: [...new Set(holding.flatMap(({ rounds = [] }) => rounds))],
  }
}

/** `Scope.parameter` for a date. Throws `RULE_PARAMETER_UNKNOWN` for an id that is not among them. */
export function parametersOn(
  parameters: readonly Parameter[],
  on: string,
): (id: string) => ResolvedParameter {
  const byId = new Map(parameters.map((parameter) => [parameter.id, parameter]))
  const resolved = new Map<string, ResolvedParameter>()
  return (id) => {
    const seen = resolved.get(id)
    if (seen !== undefined) return seen
    const parameter = byId.get(id)
    if (parameter === undefined) throw new RuleError('RULE_PARAMETER_UNKNOWN', { id })
    const fresh = resolveParameter(parameter, on)
    resolved.set(id, fresh)
    return fresh
  }
}

/** The same parameters, with those that may not carry a confident no as if nothing were established. */
export function verifiedOnly(
  parameter: (id: string) => ResolvedParameter,
): (id: string) => ResolvedParameter {
  return (id) => {
    const resolved = parameter(id)
    return isVerified(resolved.evidence) ? resolved : { ...resolved, values: [], rounds: [] }
  }
}
