import {
  areaOf,
  CORE_MESSAGES,
  createTranslator,
  definitionOf,
  messageKeys,
  normaliseIdentifier,
} from '@onewindow/tenant'
import { describe, expect, it } from 'vitest'
import { cambodia } from '../src/index.ts'

const definition = definitionOf(cambodia)
const km = createTranslator(definition, 'km')
const en = createTranslator(definition, 'en')
const messages = (language: string) => definition.locales.find(({ id }) => id === language)?.messages ?? {}

describe('the definition', () => {
  it('has nothing to report, and extends nothing', () => {
    expect(cambodia.diagnostics).toEqual([])
    expect(new Set(Object.values(definition.origins))).toEqual(new Set(['cambodia']))
  })

  it('counts in riel, by calendar years', () => {
    expect(definition.formats).toMatchObject({ currency: 'KHR', fiscalYearStart: '01-01' })
    // 28,000 riel, without the hundredths that nobody pays in; Intl puts the sign after the number in Khmer.
    expect(km.formatMoney(2_800_000).replace(/\s/g, '')).toBe('28,000៛')
    expect(en.formatMoney(2_800_000)).toMatch(/28,000$/)
  })

  it('reads Khmer digits, and writes Latin ones', () => {
    const card = definition.identifiers.find(({ id }) => id === 'khmer-id')
    if (!card) throw new Error('no identity card')
    expect(normaliseIdentifier(card, '០១២ ៣៤៥ ៦៧៨')).toEqual({ number: '012345678' })
    expect(normaliseIdentifier(card, 'X12345678')).toEqual({ problem: 'SHAPE' })
    expect(normaliseIdentifier(card, 'X១២៣៤៥៦៧៨', { demo: true })).toEqual({ number: 'X12345678' })
    expect(km.formatDate('2024-04-01')).toBe('1 មេសា 2024')
  })

  it('gives no amount but the one that was found', () => {
    const paying = definition.programmes.filter(({ benefits }) =>
      benefits.some(({ kind }) => kind === 'cash'),
    )
    expect(paying.map(({ id }) => id)).toEqual(['hiv-support'])
  })

  it('reads a level, and no score', () => {
    expect(definition.facts.filter(({ unit }) => unit === 'score')).toEqual([])
    expect(definition.scorecards).toEqual([])
  })

  it('asks about HIV for the support of those who live with it alone', () => {
    const asking = definition.programmes.filter((programme) =>
      JSON.stringify(programme).includes('"living_with_hiv"'),
    )
    expect(asking.map(({ id }) => id)).toEqual(['hiv-support'])
    const facts = definition.facts.filter(({ sensitive }) => sensitive)
    expect(facts.map(({ id }) => id)).toEqual([
      'disability_in_household',
      'pregnant',
      'disability',
      'living_with_hiv',
    ])
  })
})

describe('the tree', () => {
  const second = definition.areas.filter(({ level }) => level === 'khan-krong-srok')
  const count = (type: string) => second.filter((area) => area.type === type).length

  it('has five levels, and areas of the first two', () => {
    expect(definition.levels).toHaveLength(5)
    expect(definition.areas).toHaveLength(25 + 197)
    expect(second).toHaveLength(197)
  })

  it('calls one level by three names, none of them district', () => {
    expect([count('khan'), count('krong'), count('srok')]).toEqual([12, 26, 159])
    expect(definition.operatingLevel).toBe('khan-krong-srok')
    expect(JSON.stringify(definition.areas)).not.toMatch(/district/i)
  })

  it('shows an English name where no Khmer one was found', () => {
    expect(km.name(areaOf(definition, 'KH1712')?.names ?? {})).toBe('Srei Snam')
    expect(km.t('level.khan-krong-srok')).toBe('ខណ្ឌ ក្រុង ស្រុក')
  })
})

describe('Khmer', () => {
  it('has a text of its own for everything but the names of areas', () => {
    const own = messages('km')
    const bare = [...Object.keys(CORE_MESSAGES), ...messageKeys(definition)].filter(
      (key) => !/\p{sc=Khmr}/u.test(own[key] ?? ''),
    )
    // What is written with values alone.
    expect(bare).toEqual(['unit.score', 'unit.percent', 'benefit.fixed', 'survey.round'])
  })
})
