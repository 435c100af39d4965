import { before, day, on } from '@onewindow/rules'
import { riverland } from '@onewindow/testkit'
import { expect, test } from 'vitest'
import { rulesheetOf } from './content.ts'

const { definition } = riverland
const grant = definition.programmes.find(({ id }) => id === 'grant')
if (!grant) throw new Error('The fictional tenant has a grant.')

test('a time ends with the last day that is in it, so that no day is signed for twice', () => {
  const parameters = definition.parameters.map((parameter) => ({
    ...parameter,
    history: parameter.history.map((value) => ({ ...value, to: '2030-03-01' })),
  }))
  const sheet = rulesheetOf(
    { ...definition, parameters },
    { ...grant, from: '2012-01-01', to: '2016-03-01' },
    { language: 'en', scenarios: [] },
  )
  expect(sheet.inForce).toBe('1 January 2012 to 29 February 2016')
  for (const { history } of sheet.values)
    for (const { from } of history) expect(from).toMatch(/ to 28 February 2030$/)
})

test('an amount that is paid only sometimes says when', () => {
  const benefits = grant.benefits.map((benefit) => ({ ...benefit, when: before(on, day('2020-01-01')) }))
  const sheet = rulesheetOf(definition, { ...grant, benefits }, { language: 'en', scenarios: [] })
  const cash = sheet.benefits.flatMap(({ computed = [] }) => computed)
  expect(cash).toContainEqual({
    text: expect.stringMatching(/ if what follows is so, otherwise —$/),
    parts: expect.arrayContaining([
      { text: 'the day that is asked about: before 1 January 2020', parts: [] },
    ]),
  })
})
