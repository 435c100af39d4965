import { expect, test } from 'vitest'
import { renderForm, surveyForm } from '../src/index.ts'
import { river } from './river.ts'

const page = renderForm(river, { language: 'ur', second: 'en', members: 3 })

test('every number of the file’s columns is on the paper: once, or once for each person', () => {
  const printed = [...page.matchAll(/<p class="label"><b>(\d+)<\/b>/g)].map(([, number]) => Number(number))
  for (const { number, of } of surveyForm(river, { language: 'en' }))
    expect(printed.filter((each) => each === number)).toHaveLength(of === 'member' ? 3 : 1)
})

test('stands in both languages, in the direction of the first', () => {
  expect(page).toMatch(/<html lang="ur" dir="rtl">/)
  expect(page).toContain('نام <span class="second" lang="en" dir="ltr">Name</span>')
  expect(renderForm(river, { language: 'en' })).not.toContain('class="second" lang')
})

test('asks for no former area, and nothing sensitive', () => {
  expect(page).not.toContain('Old North')
  expect(page).not.toMatch(/secret/i)
})

test('loads nothing and runs nothing', () => {
  expect(page).not.toMatch(/<(script|link|img|iframe|a|base)\b/i)
  expect(page).not.toMatch(/\b(src|href|on\w+)=|url\(|@import|https?:/i)
})
