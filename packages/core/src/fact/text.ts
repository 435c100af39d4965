import type { Reading } from '@onewindow/rules'
import type { FactDefinition, Translator } from '@onewindow/tenant'

type Value = NonNullable<Extract<Reading, { kind: 'fact' }>['value']>

/** A value in words: `14.2`, `Rs 12,000`, `yes`, an option's label, a day or what is known of it. */
export function factText(definition: FactDefinition | undefined, value: Value, texts: Translator): string {
  if (typeof value === 'boolean') return texts.t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'number')
    return numberText(value, { scale: definition?.scale ?? 0, unit: definition?.unit }, texts)
  if (typeof value === 'string') return texts.t(`fact.${definition?.id}.option.${value}`)
  if (value.from === value.to) return texts.formatDate(value.from)
  return texts.t('value.range', { from: texts.formatDate(value.from), to: texts.formatDate(value.to) })
}

/** A scaled integer with its unit. */
export function numberText(
  value: number,
  { scale, unit }: { readonly scale: number; readonly unit: string | undefined },
  texts: Translator,
): string {
  const money = unit === undefined ? null : /^([A-Z]{3})(?:\/(month|quarter|year))?$/.exec(unit)
  if (money?.[1]) {
    const amount = texts.formatMoney(value, money[1], scale)
    return money[2] === undefined ? amount : `${amount} ${texts.t(`period.${money[2]}`)}`
  }
  return unit === undefined
    ? texts.formatNumber(value, scale)
    : texts.t(`unit.${unit}`, { value: value / 10 ** scale })
}
