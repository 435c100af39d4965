import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RegisterInput } from '@onewindow/core'
import { openSurvey, readHouseholds, type SurveyHousehold } from '@onewindow/survey'
import { definitionOf } from '@onewindow/tenant'
import { describe, expect, expectTypeOf, test } from 'vitest'
import config from '../../../onewindow.config.ts'
import { folderWith, onewindow } from './command.ts'

test('a surveyed household is what registration takes', () => {
  expectTypeOf<SurveyHousehold>().toExtend<RegisterInput>()
})

describe('generate households', () => {
  test('writes a file that reads back: bad ones reported, the others as many as asked for', async () => {
    const directory = await folderWith('own')
    const args = ['--households', '300', '--seed', '7', '--bad', '5', '--misspelt', '5', '--summary']
    const { code, stdout } = await onewindow(
      ['generate', 'households', 'synthetic.csv', '--tenant', 'kp', ...args],
      directory,
    )
    expect(code).toBe(0)
    const bad = Number(/(\d+) households with a mistake/.exec(stdout)?.[1])
    const [kp] = config.tenants
    if (!kp) throw new Error('no tenant')
    const survey = await openSurvey(join(directory, 'synthetic.csv'), definitionOf(kp))
    let refused = 0
    let households = 0
    for await (const item of readHouseholds(survey, { today: '2024-02-01', demo: true })) {
      households += 1
      if ('problems' in item) refused += 1
    }
    expect([households, refused]).toEqual([300, bad])
    expect(bad).toBeGreaterThan(5)
  })

  test('comes near what it is calibrated to', async () => {
    const { stdout } = await onewindow(
      [
        'generate',
        'households',
        'synthetic.ndjson',
        '--format',
        'ndjson',
        '--households',
        '3000',
        '--summary',
      ],
      await folderWith('own'),
    )
    const rows = [...stdout.matchAll(/│ ([^│]+?) +│ ([\d.]+)(?: %)? +│ ([\d.]+)(?: %)? +│/g)]
    expect(rows).toHaveLength(6)
    for (const [, what, made, calibrated] of rows) {
      const tolerance = what === 'persons to a household' ? 0.3 : 3
      expect(Math.abs(Number(made) - Number(calibrated)), what).toBeLessThan(tolerance)
    }
  })

  test('says when the name of the file does not, and that a tenant has no population', async () => {
    const { stderr } = await onewindow(
      ['generate', 'households', 'families.csv', '--households', '1'],
      await folderWith('own'),
    )
    expect(stderr).toContain('Call it synthetic-')
    const other = await onewindow(['generate', 'households', 'synthetic.csv'], await folderWith('sound'))
    expect(other.stderr).toContain('has no population for riverland')
    expect(other.code).toBe(1)
  })
})

test('form writes what survey teams print, and names the languages where one is not spoken', async () => {
  const directory = await folderWith('own')
  const { code } = await onewindow(['form', 'form.html', '--language', 'ur', '--second', 'en'], directory)
  expect(code).toBe(0)
  const page = await readFile(join(directory, 'form.html'), 'utf8')
  expect(page).toContain('<html lang="ur" dir="rtl">')
  expect(page.match(/class="person"/g)).toHaveLength(8)
  const wrong = await onewindow(['form', 'form.html', '--language', 'fr'], directory)
  expect(wrong.stderr).toContain('kp does not speak fr. It speaks: en, ur, ps')
  expect(wrong.code).toBe(2)
})
