import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, expectTypeOf, test } from 'vitest'
import { cell, readTable } from './read-table.ts'

const columns = {
  id: cell.id,
  name: cell.text,
  from: cell.day.exactOptional(),
  population: cell.number.exactOptional(),
  predecessors: cell.list,
  evidence: cell.evidence,
}

function table(text: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'table-')), 'areas.csv')
  writeFileSync(file, text)
  return readTable(pathToFileURL(file), columns)
}

test('rows are typed, and an empty cell is a missing value', () => {
  const { rows, diagnostics } = table(
    '﻿id,name,from,population,predecessors,evidence\nR1,"North, upper",2015-01-01,12.5,A|B,V\nR2,جنوب,,,,V-\n',
  )
  expect(diagnostics).toEqual([])
  expect(rows).toEqual([
    {
      id: 'R1',
      name: 'North, upper',
      from: '2015-01-01',
      population: 12.5,
      predecessors: ['A', 'B'],
      evidence: 'V',
    },
    { id: 'R2', name: 'جنوب', predecessors: [], evidence: 'V-' },
  ])
  expectTypeOf(rows).items.toEqualTypeOf<{
    id: string
    name: string
    from?: string
    population?: number
    predecessors: string[]
    evidence: 'confirmed' | 'V' | 'V-' | 'C' | 'G'
  }>()
})

test('a mistake is told with its file and line, and sound rows are kept', () => {
  const { rows, diagnostics } = table(
    'id,name,from,population,predecessors,evidence,fom\nR1,North,2015-02-30,many,,X,\n\nR2,South,,,,V,\nR3,,,,,V,\n',
  )
  expect(rows.map(({ id }) => id)).toEqual(['R2'])
  expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'UNKNOWN_KEY areas.csv:1.fom',
    'INVALID_VALUE areas.csv:2.from',
    'INVALID_VALUE areas.csv:2.population',
    'INVALID_VALUE areas.csv:2.evidence',
    'INVALID_VALUE areas.csv:5.name',
  ])
  expect(diagnostics[0]?.fix).toContain('Did you mean "from"?')
})

test.each([
  ['a line with too few cells', 'id,name\nR1\n'],
  ['a quote that never closes', 'id,name\n"R1,x\n'],
])('%s', (_, text) => {
  expect(table(text)).toMatchObject({
    rows: [],
    diagnostics: [{ code: 'TABLE_UNREADABLE', path: 'areas.csv' }],
  })
})
