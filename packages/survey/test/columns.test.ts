import { defineTenant, definitionOf } from '@onewindow/tenant'
import { describe, expect, test } from 'vitest'
import { openSurvey, SurveyFileError, surveyForm } from '../src/index.ts'
import { csv, fileWith, HEADER, input, problemsIn, readAll, river } from './river.ts'

const ids = (definition = river) => surveyForm(definition, { language: 'en' }).map(({ id }) => id)
const row = '1,2024-01-05,R1,1,1,Salma,1,1'

async function refused(content: string): Promise<string[]> {
  const path = await fileWith(content)
  const error = await openSurvey(path, river).catch((error: unknown) => error)
  if (!(error instanceof SurveyFileError)) throw new Error('it was opened')
  return error.problems.map(({ column, code, values }) =>
    [column, code, values?.nearest].filter(Boolean).join(' '),
  )
}

describe('the form', () => {
  test('asks one column for each round, and nothing that only a window may ask', () => {
    expect(ids()).toContain('fact.score@2011')
    expect(ids()).toContain('fact.score@2021')
    expect(ids().filter((id) => /secret|certified/.test(id))).toEqual([])
  })

  test('asks what the tenant chose, in its order', () => {
    const survey = { facts: ['widowed_on', 'rooms'] }
    const chosen = ids(definitionOf(defineTenant({ ...input, survey })))
    expect(chosen.filter((id) => id.startsWith('fact.'))).toEqual(['fact.rooms', 'fact.widowed_on'])
    const layer = defineTenant({ ...input, id: 'layer', kind: 'layer', survey })
    expect(ids(definitionOf(defineTenant({ id: 'over', extends: [layer] })))).toEqual(chosen)
  })

  test('is numbered from 1, with labels and codes in both languages', () => {
    const form = surveyForm(river, { language: 'ur', second: 'en' })
    expect(form.map(({ number }) => number)).toEqual(form.map((_, index) => index + 1))
    const sex = form.find(({ id }) => id === 'member.sex')
    expect(sex?.options[0]).toEqual({ id: 'female', code: '1', label: 'عورت', second: 'Female' })
  })
})

describe('a header', () => {
  test('is ids, numbers, labels in any language, or number and label', async () => {
    const numbers = new Map(surveyForm(river, { language: 'en' }).map(({ id, number }) => [id, number]))
    for (const header of [
      HEADER.split(',')
        .map((id) => numbers.get(id))
        .join(','),
      HEADER.replace('member.name', 'نام').replace('member.sex', 'SEX'),
      HEADER.replace('member.name', `${numbers.get('member.name')}. Name`),
    ])
      expect(problemsIn(await readAll(await fileWith(`${header}\n${row}\n`)))).toEqual([])
  })

  test('with an unknown, a missing, a doubled or a shifted column is refused, each of them named', async () => {
    expect(await refused(csv([`${row},x`], ',member.nme'))).toEqual(['member.nme UNKNOWN_COLUMN member.name'])
    expect(await refused(`${HEADER.replace(',member.sex', '')}\n`)).toEqual(['member.sex MISSING_COLUMN'])
    expect(await refused(csv([`${row},x`], ',Name'))).toEqual(['member.name DUPLICATE_COLUMN'])
    expect(await refused(csv([`${row},x`], ',2 Village or neighbourhood'))).toEqual([
      '2 Village or neighbourhood COLUMN_MISMATCH',
    ])
  })
})
