import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'
import { neighboursOf } from './misspelt.ts'

test.each([
  ['Yousaf', 'Yousafr'],
  ['Yousaf', 'Yosuaf'],
  ['Yousaf', 'Youaf'],
  ['Yousaf', 'Yousat'],
  ['Zarghuna', 'Zargluna'],
  ['یوسف', 'یوسق'],
  ['Gul', 'Guls'],
])('%s is a letter away from %s', (name, other) => {
  const [token = '', wrong = ''] = [name, other].flatMap(foldName)
  expect(token === wrong || neighboursOf(wrong).includes(token)).toBe(true)
})

test.each([
  ['Gul', 'Khan'],
  ['Gul', 'Jul'],
  ['Yousaf', 'Nasir'],
])('%s is not a letter away from %s', (name, other) => {
  const [token = '', wrong = ''] = [name, other].flatMap(foldName)
  expect(neighboursOf(wrong)).not.toContain(token)
})

test('in other scripts nothing is a letter away', () => {
  expect(neighboursOf('សុខា')).toEqual([])
})
