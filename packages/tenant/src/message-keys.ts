import type { Definition } from './definition.ts'

const MONEY_UNIT = /^[A-Z]{3}(\/(month|quarter|year))?$/

/** True for `PKR` and `PKR/month`: said by the currency and `period.month`, so no `unit.` text is needed. */
export const isMoneyUnit = (unit: string): boolean => MONEY_UNIT.test(unit)

/**
 * Every key that a definition's texts live under, in a stable order, each once. These texts take no values, except
 * `unit.<unit>`, which takes `{value}`. Core's own keys are those of `CORE_MESSAGES`.
 *
 * @example messageKeys(kp) // ['level.district', 'programme.bisp-kafaalat.name', …]
 */
export function messageKeys(definition: Definition): string[] {
  const keys = [
    ...definition.levels.map((level) => `level.${level}`),
    ...definition.programmes.flatMap(({ id, ...programme }) => [
      `programme.${id}.name`,
      // Who it is for.
      `programme.${id}.candidate`,
      // How the money or service reaches the family.
      `programme.${id}.channel`,
      ...programme.criteria.map((criterion) => `programme.${id}.criterion.${criterion.id}`),
      ...programme.benefits.map((benefit) => `programme.${id}.benefit.${benefit.id}`),
      ...(programme.overlaps ?? []).map((overlap) => `programme.${id}.overlap.${overlap.id}`),
      ...(programme.notFound ?? []).map((key) => `programme.${id}.notFound.${key}`),
    ]),
    ...definition.facts.flatMap(({ id, options = [] }) => [
      `fact.${id}.label`,
      `fact.${id}.question`,
      ...options.map((option) => `fact.${id}.option.${option}`),
    ]),
    ...definition.parameters.map(({ id }) => `parameter.${id}.label`),
    ...definition.remedies.map(({ id }) => `remedy.${id}.text`),
    ...definition.documents.map(({ id }) => `document.${id}.name`),
    ...definition.roles.map(({ id }) => `role.${id}.name`),
    ...definition.scorecards.flatMap(({ id, indicators, likelihoods }) => [
      ...indicators.map((indicator) => `scorecard.${id}.indicator.${indicator.id}`),
      ...Object.keys(likelihoods).map((line) => `scorecard.${id}.line.${line}`),
    ]),
    ...[...definition.facts, ...definition.parameters].flatMap(({ unit }) =>
      unit === undefined || isMoneyUnit(unit) ? [] : [`unit.${unit}`],
    ),
  ]
  return [...new Set(keys)]
}
