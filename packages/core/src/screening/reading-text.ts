import type { Reading } from '@onewindow/rules'
import type { Translator } from '@onewindow/tenant'
import { factText, numberText } from '../fact/service.ts'
import type { ScreeningView } from './view.ts'

/** One thing that a criterion looked at, in words. */
export interface ReadingText {
  readonly label: string
  readonly value: string
  readonly note: string | null
}

export function readingText(reading: Reading, view: ScreeningView, texts: Translator): ReadingText {
  const { release } = view
  switch (reading.kind) {
    case 'fact': {
      const definition = release.facts.get(reading.fact)
      return {
        label: texts.t(`fact.${reading.fact}.label`),
        value: reading.value === null ? texts.t('value.unknown') : factText(definition, reading.value, texts),
        note: factNote(reading, view, texts),
      }
    }
    case 'parameter': {
      const values = reading.values.map((value) => numberText(value, reading, texts))
      return {
        label: texts.t(`parameter.${reading.id}.label`),
        value:
          values.length === 0
            ? texts.t('reading.noValue', { date: texts.formatDate(view.on) })
            : values.length === 1
              ? (values[0] ?? '')
              : texts.t('value.either', { first: values[0] ?? '', second: values.at(-1) ?? '' }),
        note:
          reading.from === undefined
            ? null
            : texts.t('reading.since', { date: texts.formatDate(reading.from) }),
      }
    }
    case 'constant':
      return {
        label: texts.t('reading.limit'),
        value: texts.t(`compare.${reading.how}`, {
          value: numberText(reading.value, { scale: reading.scale, unit: undefined }, texts),
        }),
        note: null,
      }
    case 'age':
      return {
        label: texts.t(`fact.${reading.fact}.label`),
        value: ageText(reading, texts),
        note: null,
      }
    case 'count':
      return {
        label: texts.t('reading.count'),
        value:
          reading.from === reading.to
            ? texts.formatNumber(reading.from)
            : texts.t('value.range', {
                from: texts.formatNumber(reading.from),
                to: texts.formatNumber(reading.to),
              }),
        note: null,
      }
    case 'enrolment': {
      const programme = reading.programmes.map((id) => texts.t(`programme.${id}.name`)).join(', ')
      const key =
        reading.value === null
          ? 'reading.enrolmentUnknown'
          : reading.value
            ? 'reading.enrolled'
            : 'reading.notEnrolled'
      return { label: programme, value: texts.t(key, { programme }), note: null }
    }
  }
}

function factNote(
  reading: Extract<Reading, { kind: 'fact' }>,
  view: ScreeningView,
  texts: Translator,
): string | null {
  const { otherRound } = reading
  if (otherRound) {
    const definition = view.release.facts.get(reading.fact)
    return texts.t('reading.otherRound', {
      value: numberText(otherRound.value, { scale: definition?.scale ?? 0, unit: undefined }, texts),
      round: otherRound.round,
      rounds: reading.round ?? '',
    })
  }
  const parts = [
    reading.source === undefined ? null : texts.t(`source.${reading.source}`),
    reading.round === undefined ? null : texts.t('reading.round', { round: reading.round }),
    reading.observedOn === undefined
      ? null
      : texts.t('source.observed', { date: texts.formatDate(reading.observedOn) }),
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' · ')
}

function ageText({ in: unit, from, to }: Extract<Reading, { kind: 'age' }>, texts: Translator): string {
  if (from === null && to === null) return texts.t('value.unknown')
  const one = (value: number | null) =>
    value === null ? texts.t('value.unknown') : texts.t(`age.${unit}`, { value })
  return from === to ? one(from) : texts.t('value.range', { from: one(from), to: one(to) })
}
