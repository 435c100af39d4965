import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createXlsxWriter, openRows, type XlsxCell } from '@onewindow/survey'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { onewindow } from './command.ts'

/** Its rows are quoted, spaced and ended as somebody's editor left them. */
const TABLE = [
  'id,scale,unit,from,to,values,evidence,rounds,source\n',
  'cut_off,2,score,2011-01-01,,16.17,V,2011,"Gazette, 2011"\n',
  'cut_off,2,score,2020-01-01,,29.00,V, 2020,Gazette\n',
  'stipend,2,PKR/month,2010-01-01,,1000,V,,"Gazette"\n',
  'stipend,2,PKR/month,2024-01-01,2025-01-01,12000|24000,C,,"two papers; they differ"\n',
  'stipend,2,PKR/month,2025-01-01,,,G,,not established\n',
]

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onewindow-parameters-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await writeFile(join(directory, 'parameters.csv'), TABLE.join(''))
  await writeFile(
    join(directory, 'onewindow.config.ts'),
    `import { defineTenant, readParameters } from '${import.meta.resolve('@onewindow/tenant')}'
     const table = new URL('./parameters.csv', import.meta.url)
     const { parameters, diagnostics } = readParameters(table)
     const texts = { 'parameter.cut_off.label': 'Limit', 'parameter.stipend.label': 'Stipend', 'level.county': 'County', 'role.clerk.name': 'Clerk' }
     export default {
       tenants: [defineTenant({
         id: 'riverland', parameters, diagnostics,
         levels: ['county'], operatingLevel: 'county', areas: [{ id: 'R1', level: 'county', names: { en: 'North' } }],
         windows: [{ id: 'W1', area: 'R1', names: { en: 'Window' }, from: '2020-01-01' }],
         roles: [{ id: 'clerk', areas: 'own', actions: ['area.read'] }],
         locales: [{ id: 'en', name: 'English', direction: 'ltr', intl: 'en', digits: 'latn', complete: true, messages: texts }],
         formats: { currency: 'PKR', minorUnits: 2, timeZone: 'Asia/Karachi', fiscalYearStart: '07-01', weekend: [7] },
       })],
       parameters: [{ tenant: 'riverland', table }],
     }`,
  )
})

const table = () => readFile(join(directory, 'parameters.csv'), 'utf8')

async function sheetRows(file: string): Promise<string[][]> {
  const opened = await openRows(join(directory, file))
  if (opened.format === 'ndjson') throw new Error('no table')
  const rows = [[...opened.header.cells]]
  for await (const { cells } of opened.readRows()) rows.push([...cells])
  return rows
}

async function write(file: string, rows: readonly (readonly XlsxCell[])[]) {
  const writer = createXlsxWriter('parameters')
  const written = pipeline(writer.output, createWriteStream(join(directory, file)))
  await writer.write(rows)
  await writer.end()
  await written
}

/** The exported sheet with one cell said otherwise, as a spreadsheet would keep it. */
async function edited(row: number, column: number, cell: XlsxCell) {
  await onewindow(['parameters', 'export', 'p.xlsx'], directory)
  const rows: XlsxCell[][] = await sheetRows('p.xlsx')
  rows[row]?.splice(column, 1, cell)
  await write('edited.xlsx', rows)
  return onewindow(['parameters', 'import', 'edited.xlsx'], directory)
}

describe('a round trip without a change', () => {
  test.each(['p.xlsx', 'p.csv'])('through %s leaves every byte', async (file) => {
    const out = await onewindow(['parameters', 'export', file], directory)
    expect(out.stdout).toBe(`5 dated values of riverland are in ${file}.\n`)
    const back = await onewindow(['parameters', 'import', file], directory)
    expect(back).toMatchObject({ code: 0, stdout: 'Nothing changed in parameters.csv.\n' })
    expect(await table()).toBe(TABLE.join(''))
  })

  test('days and amounts are such to a spreadsheet', async () => {
    await onewindow(['parameters', 'export', 'p.xlsx'], directory)
    const opened = await openRows(join(directory, 'p.xlsx'))
    if (opened.format === 'ndjson') throw new Error('no table')
    for await (const { cells, numeric } of opened.readRows()) {
      expect(cells[3]).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(numeric?.has(3)).toBe(false)
      expect(numeric?.has(1)).toBe(true)
      expect(numeric?.has(5)).toBe(/^[\d.]+$/.test(cells[5] ?? '') && cells[5] !== '29.00')
    }
  })

  test('a sheet that was sorted is put back into order', async () => {
    await onewindow(['parameters', 'export', 'p.xlsx'], directory)
    const [head = [], ...rows] = await sheetRows('p.xlsx')
    await write('sorted.xlsx', [head, ...rows.toReversed()])
    expect((await onewindow(['parameters', 'import', 'sorted.xlsx'], directory)).stdout).toContain(
      'Nothing changed',
    )
    expect(await table()).toBe(TABLE.join(''))
  })
})

describe('a change', () => {
  test('of an amount comes back as the same dated value; all else stays byte for byte', async () => {
    const { code, stdout, stderr } = await edited(3, 5, { number: '1250.5' })
    expect(stdout).toBe('~ stipend  from 2010-01-01  values 1000 → 1250.5\n')
    expect(stderr).toContain('parameters.csv is written.')
    expect(code).toBe(0)
    expect(await table()).toBe(TABLE.with(3, 'stipend,2,PKR/month,2010-01-01,,1250.5,V,,Gazette\n').join(''))
  })

  test('of a day, as a spreadsheet keeps days', async () => {
    await edited(4, 4, { day: '2024-07-01' })
    expect((await table()).split('\n')[4]).toBe(
      'stipend,2,PKR/month,2024-01-01,2024-07-01,12000|24000,C,,two papers; they differ',
    )
  })

  test('adds a value behind those before it, and takes one away', async () => {
    await onewindow(['parameters', 'export', 'p.xlsx'], directory)
    const rows = await sheetRows('p.xlsx')
    const added = ['cut_off', '2', 'score', '2022-01-01', '', '32', 'V-', '2020', 'A newspaper']
    await write('more.xlsx', [
      ...rows.filter(([id, , , from]) => id !== 'stipend' || from !== '2025-01-01'),
      added,
    ])
    const shown = await onewindow(
      ['parameters', 'import', 'more.xlsx', '--dry-run', '--format', 'json'],
      directory,
    )
    expect(JSON.parse(shown.stdout)).toMatchObject({
      written: false,
      changes: [
        { kind: 'removed', id: 'stipend', from: '2025-01-01' },
        { kind: 'added', id: 'cut_off', from: '2022-01-01', cells: { values: { was: '', is: '32' } } },
      ],
    })
    expect(await table()).toBe(TABLE.join(''))
    await onewindow(['parameters', 'import', 'more.xlsx'], directory)
    expect(await table()).toBe(
      [
        ...TABLE.slice(0, 3),
        'cut_off,2,score,2022-01-01,,32,V-,2020,A newspaper\n',
        ...TABLE.slice(3, 5),
      ].join(''),
    )
  })
})

describe('refused, with the table as it was:', () => {
  test.each([
    ['a formula', 3, 5, '=B3*2', 'edited.xlsx:4.values: it is a formula'],
    ['an evidence that there is not', 3, 6, 'X', 'parameters.csv:4.evidence'],
    ['a day that there is not', 3, 3, '2010-02-30', 'parameters.csv:'],
    ['more digits than the scale', 3, 5, { number: '1000.125' }, 'VALUE_SCALE'],
    ['an end before its beginning', 4, 4, { day: '2023-01-01' }, 'DATES_REVERSED'],
    [
      'another unit halfway',
      4,
      2,
      'PKR/year',
      'parameters.csv.stipend.unit: it is PKR/month from 2010-01-01',
    ],
    ['a column that there is not', 0, 5, 'value', 'there is no column value. Did you mean values?'],
  ] as const)('%s', async (_, row, column, cell, said) => {
    const { code, stderr } = await edited(row, column, cell)
    expect(stderr).toContain(said)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(1)
    expect(await table()).toBe(TABLE.join(''))
  })

  test('a file that is no table, and a configuration without one', async () => {
    await writeFile(join(directory, 'p.xlsx'), 'PK\u0003\u0004 no workbook')
    const broken = await onewindow(['parameters', 'import', 'p.xlsx'], directory)
    expect(broken.stderr).toMatch(/^error: .*p\.xlsx cannot be read: /)
    expect(broken.code).toBe(1)
    const gone = await onewindow(['parameters', 'import', 'gone.xlsx'], directory)
    expect(gone.stderr).toMatch(/gone\.xlsx cannot be read: ENOENT/)
  })
})
