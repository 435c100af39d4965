import {
  type BooleanExpression,
  type Collection,
  type DateExpression,
  HOUSEHOLD,
  type NumberExpression,
  UNIT,
  type Who,
} from '@onewindow/rules'
import type { Translator } from '@onewindow/tenant'

/** What a rule computes, in words made from the rule itself: a line, and the lines that it rests on. */
export interface Spelled {
  readonly text: string
  readonly parts: readonly Spelled[]
}

interface Phrase {
  readonly text: string
  /** Conditions on whom it counts or sums over. */
  readonly parts: readonly Spelled[]
}

/** A condition as it is evaluated, so that whoever signs its wording can hold the one against the other. */
export function spellOut(rule: BooleanExpression, texts: Translator, about: Who = UNIT): Spelled {
  const t = (key: string, values?: Readonly<Record<string, string>>) => texts.t(`rule.${key}`, values)
  const line = (text: string, parts: readonly Spelled[] = []): Spelled => ({ text, parts })
  const inside = (part: BooleanExpression) => spellOut(part, texts, about)
  switch (rule.op) {
    case 'boolean':
      return line(texts.t(rule.value ? 'value.yes' : 'value.no'))
    case 'unknown':
      return line(t('unknown'))
    case 'fact':
      return line(nameOf(rule, texts, about))
    case 'and':
    case 'or': {
      const parts = alike(rule.op, rule).map(inside)
      const [only, ...others] = parts
      return only && others.length === 0 ? only : line(t(rule.op === 'and' ? 'all' : 'some'), parts)
    }
    case 'not':
      return line(t('not'), [inside(rule.of)])
    case 'compare': {
      const left = number(rule.left, texts, about)
      const right = number(rule.right, texts, about)
      const compared = texts.t(`compare.${rule.how}`, { value: right.text })
      return line(`${left.text}: ${compared}`, [...left.parts, ...right.parts])
    }
    case 'compareDates': {
      const [left, right] = [date(rule.left, texts, about), date(rule.right, texts, about)]
      return line(`${left}: ${t(`day.${rule.how}`, { value: right })}`)
    }
    case 'is':
      return line(
        `${nameOf(rule.of, texts, about)}: ${rule.in.map((code) => texts.t(`fact.${rule.of.id}.option.${code}`)).join(' / ')}`,
      )
    case 'known':
      return line(t('known', { what: nameOf(rule.of, texts, about) }))
    case 'any':
      // Someone, whoever it is.
      if (rule.where.op === 'boolean' && rule.where.value)
        return line(
          `${t('count', { whom: group(rule.over, texts) })}: ${texts.t('compare.ge', { value: texts.formatNumber(1) })}`,
        )
      return line(t('any', { whom: group(rule.over, texts) }), [spellOut(rule.where, texts, rule.as)])
    case 'enrolled': {
      const programme = rule.programmes.map((id) => texts.t(`programme.${id}.name`)).join(' / ')
      const level = rule.atLeast === 'declared' ? '' : ` (${texts.t(`enrolmentLevel.${rule.atLeast}`)})`
      return line(whose(rule.who, `${texts.t('reading.enrolled', { programme })}${level}`, { texts, about }))
    }
  }
}

/** All of all is all. */
const alike = (op: 'and' | 'or', rule: BooleanExpression): readonly BooleanExpression[] =>
  rule.op === op ? rule.of.flatMap((part) => alike(op, part)) : [rule]

/** An amount as it is computed. */
export const spellAmount = (amount: NumberExpression, texts: Translator): Spelled =>
  number(amount, texts, UNIT)

function number(expression: NumberExpression, texts: Translator, about: Who): Phrase {
  const t = (key: string, values?: Readonly<Record<string, string>>) => texts.t(`rule.${key}`, values)
  const inside = (part: NumberExpression) => number(part, texts, about)
  const joined = (sign: string, parts: readonly Phrase[]): Phrase => ({
    text: `(${parts.map(({ text }) => text).join(` ${sign} `)})`,
    parts: parts.flatMap((part) => part.parts),
  })
  switch (expression.op) {
    case 'number':
      return { text: texts.formatNumber(expression.value, expression.scale), parts: [] }
    case 'fact':
      return { text: nameOf(expression, texts, about), parts: [] }
    case 'parameter':
      return { text: limit(expression.id, texts), parts: [] }
    case 'count':
      return {
        text: t('count', { whom: group(expression.over, texts) }),
        parts: conditions(expression.where, texts, expression.as),
      }
    case 'sum': {
      const of = number(expression.of, texts, expression.as)
      return {
        text: t('sum', { what: of.text, whom: group(expression.over, texts) }),
        parts: [...of.parts, ...conditions(expression.where, texts, expression.as)],
      }
    }
    case 'add':
      return joined('+', expression.of.map(inside))
    case 'least':
    case 'greatest': {
      const parts = expression.of.map(inside)
      return {
        text: t(expression.op, { of: parts.map(({ text }) => text).join(' / ') }),
        parts: parts.flatMap((part) => part.parts),
      }
    }
    case 'subtract':
      return joined('−', [inside(expression.left), inside(expression.right)])
    case 'multiply':
      return joined('×', [inside(expression.left), inside(expression.right)])
    case 'divide': {
      const of = inside(expression.of)
      const quotient = `${of.text} ÷ ${texts.formatNumber(expression.by)}`
      return { text: t(`rounded.${expression.rounding}`, { value: quotient }), parts: of.parts }
    }
    case 'age':
      return { text: t(`age.${expression.in}`, { of: date(expression.of, texts, about) }), parts: [] }
    case 'if': {
      const [yes, no] = [inside(expression.yes), inside(expression.no)]
      return {
        text: t('if', { yes: yes.text, no: no.text }),
        parts: [spellOut(expression.test, texts, about), ...yes.parts, ...no.parts],
      }
    }
  }
}

/** Everyone is no condition. */
const conditions = (where: BooleanExpression, texts: Translator, about: Who): readonly Spelled[] =>
  where.op === 'boolean' && where.value ? [] : [spellOut(where, texts, about)]

function date(expression: DateExpression, texts: Translator, about: Who): string {
  switch (expression.op) {
    case 'date':
      return texts.formatDate(expression.value)
    case 'on':
      return texts.t('rule.on')
    case 'fact':
      return nameOf(expression, texts, about)
  }
}

function group(over: Collection, texts: Translator): string {
  if (over.kind === 'relatives') return texts.t(`relation.${over.relation}`)
  const { presence = [] } = over
  const members = texts.t('rule.members')
  if (presence.length === 0) return members
  return `${members} (${presence.map((each) => texts.t(`presence.${each}`)).join(' / ')})`
}

function nameOf(
  { id, who, roundOf }: { readonly id: string; readonly who: Who; readonly roundOf?: string },
  texts: Translator,
  about: Who,
): string {
  const label = texts.t(`fact.${id}.label`)
  const what =
    roundOf === undefined ? label : texts.t('rule.roundOf', { what: label, limit: limit(roundOf, texts) })
  return whose(who, what, { texts, about })
}

const limit = (parameter: string, texts: Translator): string => `«${texts.t(`parameter.${parameter}.label`)}»`

/** Said only where it is not whom the line is about, nor the household. */
const whose = (
  who: Who,
  what: string,
  { texts, about }: { readonly texts: Translator; readonly about: Who },
): string => (who === about || who === HOUSEHOLD ? what : texts.t('rule.ofUnit', { what }))
