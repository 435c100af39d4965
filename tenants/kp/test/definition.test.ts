import { parametersOn } from '@onewindow/rules'
import {
  computeScorecard,
  createTranslator,
  definitionOf,
  existsOn,
  normaliseIdentifier,
} from '@onewindow/tenant'
import { pakistan } from '@onewindow/tenant-pakistan'
import { describe, expect, it } from 'vitest'
import { kp } from '../src/index.ts'

const definition = definitionOf(kp)
const districts = definition.areas.filter(({ level }) => level === 'district')
const population = (year: number, of = districts) =>
  of
    .flatMap(({ populations = [] }) => populations.filter((census) => census.year === year))
    .reduce((sum, { value }) => sum + value, 0)

describe('the definition', () => {
  it('has nothing to report, nor has its layer', () => {
    expect([...pakistan.diagnostics, ...kp.diagnostics]).toEqual([])
  })

  it('holds eleven federal and fourteen provincial programmes', () => {
    const federal = definition.programmes.filter(({ level }) => level === 'federal')
    expect([federal.length, definition.programmes.length]).toEqual([11, 25])
  })

  it('asks for faith for Zakat alone', () => {
    const asking = definition.programmes.filter((programme) => JSON.stringify(programme).includes('"muslim"'))
    expect(asking.map(({ id }) => id)).toEqual([
      'zakat-guzara',
      'zakat-education',
      'zakat-health',
      'zakat-marriage',
    ])
  })

  it('lets no demonstration number pass for a real one', () => {
    const cnic = definition.identifiers.find(({ id }) => id === 'cnic')
    if (!cnic) throw new Error('no CNIC')
    expect(normaliseIdentifier(cnic, '91234-1234567-1')).toEqual({ problem: 'SHAPE' })
    expect(normaliseIdentifier(cnic, '۹۱۲۳۴-۱۲۳۴۵۶۷-۱', { demo: true })).toEqual({ number: '9123412345671' })
  })
})

describe('the districts', () => {
  // 35 by September 2020 and 36 from October 2022 are the published counts.
  it.each([
    ['2018-06-01', 34],
    ['2020-09-30', 35],
    ['2022-11-01', 36],
  ])('on %s are %i', (date, expected) => {
    expect(districts.filter((district) => existsOn(district, date))).toHaveLength(expected)
  })

  it('add up to the published population of 2023', () => {
    expect(population(2023)).toBe(40_856_097)
  })

  it('hold the list of twenty-five of 2015-17, with its population of 2017', () => {
    const split = new Set(
      districts.flatMap(({ predecessors = [] }) => predecessors).filter((id) => id.startsWith('kp-')),
    )
    const listed = districts.filter(({ id, from }) => from === undefined || id === 'PK534')
    expect(listed).toHaveLength(25)
    expect(listed.filter(({ id }) => split.has(id)).map(({ names }) => names.en)).toEqual([
      'Chitral',
      'Kohistan',
    ])
    expect(population(2017, listed)).toBe(30_881_058)
  })
})

describe('the scorecard', () => {
  const card = definition.scorecards[0]
  if (!card) throw new Error('no scorecard')
  const score = (facts: Record<string, { value: string | boolean }>) =>
    computeScorecard(card, {
      household: { id: 'h', facts, members: [], others: [], relationships: [], enrolments: [] },
      on: '2017-03-01',
      parameter: parametersOn(definition.parameters, '2017-03-01'),
    })
  const owns = (value: boolean) => ({
    refrigerator: { value },
    television: { value },
    motor_vehicle: { value },
  })

  it('gives KP at most 97 of 100 points, and a likelihood for each line', () => {
    const best = score({
      ...owns(true),
      water_source: { value: 'piped' },
      toilet: { value: 'public_sewer' },
      female_head_education: { value: 'class_1_or_more' },
    })
    expect(best.score).toBe(97)
    expect(Object.keys(best.likelihoods)).toHaveLength(9)
  })

  it('has no score while an indicator is not known', () => {
    expect(score(owns(false)).score).toBeNull()
  })

  it('reads the published likelihood', () => {
    const poor = score({
      ...owns(false),
      water_source: { value: 'other' },
      toilet: { value: 'none_or_other' },
      female_head_education: { value: 'below_class_1' },
    })
    // 9 residence, 31 no child, 5 school, 12 no labourer.
    expect(poor.score).toBe(57)
  })
})

describe('the languages', () => {
  it.each(['ur', 'ps'])('says everything in %s in its own words', (language) => {
    const english = definition.locales.find(({ id }) => id === 'en')?.messages ?? {}
    const texts = definition.locales.find(({ id }) => id === language)?.messages ?? {}
    const same = Object.entries(texts).filter(
      ([key, text]) => text === english[key] && /[a-z]{3}/i.test(text.replace(/\{[^{}]*\}/g, '')),
    )
    expect(same).toEqual([])
  })

  it('falls back from Khowar to Urdu', () => {
    const translator = createTranslator(definition, 'khw')
    expect(translator.t('outcome.ELIGIBLE')).toBe('اہل')
  })
})
