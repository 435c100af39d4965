import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTranslator, type ListLayout } from '@onewindow/tenant'
import { expect, test } from 'vitest'
import { type ListedLine, openList, readLines, reportOf, SurveyFileError } from '../src/index.ts'
import { river } from './river.ts'

const [first] = river.programmes
if (!first) throw new Error('a programme')
const [card] = river.identifiers
const area = river.areas.find(({ level, to }) => level === river.operatingLevel && to === undefined)
const other = river.areas.find(
  ({ id, level, to }) => level === river.operatingLevel && to === undefined && id !== area?.id,
)
if (!card || !area || !other) throw new Error('a card and two areas')

const layout: ListLayout = {
  id: 'roll',
  institution: first.institution,
  kind: 'enrolments',
  programme: { headers: ['Scheme'], codes: { Good: first.id } },
  documents: [{ kind: card.id, headers: ['Card No'] }],
  columns: {
    name: ['Name', 'نام'],
    parentName: ['Father'],
    area: ['District'],
    amount: { headers: ['Paid'], period: 'quarter' },
    listDate: ['As of'],
  },
  issuer: { headers: ['From'], codes: ['Agency'] },
  status: { headers: ['Status'], codes: { Active: 'enrolled', Off: 'exited' } },
  evidence: 'G',
  source: 'made up',
}
const definition = {
  ...river,
  programmes: [...river.programmes, { ...first, id: 'foreign', institution: 'elsewhere' }],
  lists: [layout],
}
const options = { layout, today: '2024-03-01', demo: true }
const texts = createTranslator(definition, 'en')

async function fileOf(text: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'lists-')), 'list.csv')
  await writeFile(path, text)
  return path
}

const HEADER = 'No,Name,Father,District,Card No,Scheme,Status,Paid,As of,From'
const line = (more: Partial<Record<string, string>> = {}) =>
  HEADER.split(',')
    .map(
      (column) =>
        ({
          No: '1',
          Name: 'Zarmina',
          Father: 'Gul Khan',
          District: area.id,
          'Card No': '9000000000001',
          Scheme: 'good',
          Status: 'Active',
          Paid: '"10,500"',
          'As of': '2024-01-31',
          From: 'AGENCY',
          ...more,
        })[column],
    )
    .join(',')
const textOf = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`

async function read(path: string, more: Partial<typeof options & { asOf: string; area: string }> = {}) {
  const file = await openList(path, definition, { ...options, ...more })
  const lines: ListedLine[] = []
  const problems: string[] = []
  let report = reportOf(file.columns.kept, texts).header
  for await (const each of readLines(file)) {
    if (!('problems' in each)) lines.push(each)
    else {
      problems.push(...each.problems.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`))
      report += reportOf(file.columns.kept, texts).rowsOf(each)
    }
  }
  return { file, lines, problems, report }
}

test('a line is read by the institution’s own headers and codes; what the layout does not know is not read', async () => {
  const { file, lines, problems } = await read(await fileOf(textOf(line())))
  expect(problems).toEqual([])
  expect(file).toMatchObject({ asOf: '2024-01-31', lines: 1 })
  expect(lines).toEqual([
    {
      line: 2,
      programme: first.id,
      status: 'enrolled',
      name: 'Zarmina',
      parentName: 'Gul Khan',
      area: area.id,
      documents: [{ kind: card.id, number: '9000000000001' }],
      amount: '10500',
    },
  ])
})

test('encodings and digits are those of surveys', async () => {
  const text = textOf(line({ 'Card No': '۹۰۰۰۰۰۰۰۰۰۰۰۱', Name: 'زرمینہ' }))
  for (const bytes of [text, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
    const { lines } = await read(await fileOf(bytes))
    expect(lines).toMatchObject([{ name: 'زرمینہ', documents: [{ number: '9000000000001' }] }])
  }
})

test.each<[string, string, object, string]>([
  ['no date', textOf(line({ 'As of': '' })), {}, '1  LIST_DATE_MISSING'],
  ['a future date', textOf(line({ 'As of': '2024-03-02' })), {}, '1  FUTURE_DATE'],
  [
    'a future date of the importer’s',
    textOf(line({ 'As of': '' })),
    { asOf: '2025-01-01' },
    '1  FUTURE_DATE',
  ],
  ['no day', textOf(line({ 'As of': '31/31/2024' })), {}, '2 As of IMPOSSIBLE_DATE'],
  ['several dates', textOf(line(), line({ 'As of': '2024-01-30' })), {}, '3 As of LIST_DATES_DIFFER'],
  ['another date than the importer’s', textOf(line()), { asOf: '2024-01-30' }, '2 As of LIST_DATES_DIFFER'],
  ['lines of another institution', textOf(line(), line({ From: 'Zakat' })), {}, '3 From LIST_MIXED'],
  [
    'lines of another institution’s programme',
    textOf(line({ Scheme: 'foreign' })),
    {},
    '2 Scheme LIST_MIXED',
  ],
  ['no name', textOf(line()).replace('Name', 'Nom'), {}, '1 Name LIST_COLUMN_MISSING'],
  ['no status', textOf(line()).replace('Status', 'State'), {}, '1 Status LIST_COLUMN_MISSING'],
  ['a column twice', textOf(line()).replace('No,', 'Name,'), {}, '1 Name DUPLICATE_COLUMN'],
  ['no lines', `${HEADER}\n`, {}, '1  FILE_EMPTY'],
  ['lines of JSON', '{"name":"Zarmina"}\n', {}, '1  FORMAT_UNKNOWN'],
])('a file with %s is refused as a whole', async (_, text, more, problem) => {
  const refusal = await read(await fileOf(text), more).catch((error: unknown) => error)
  if (!(refusal instanceof SurveyFileError)) throw new Error('it was taken in')
  expect(refusal.problems.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`)).toEqual([
    problem,
  ])
})

test.each<[string, object, string]>([
  ['an unknown code', { Scheme: 'Bad' }, '2 Scheme LIST_UNKNOWN_CODE'],
  ['an unknown status', { Status: '' }, '2 Status LIST_UNKNOWN_CODE'],
  ['no name', { Name: '' }, '2 Name FIELD_REQUIRED'],
  ['half a number', { 'Card No': '90000' }, '2 Card No MALFORMED_IDENTIFIER'],
  ['a damaged number', { 'Card No': '9.12E+12' }, '2 Card No DAMAGED_NUMBER'],
  ['an unknown place', { District: 'Nowhere' }, '2 District UNKNOWN_AREA'],
  ['an amount in words', { Paid: 'much' }, '2 Paid NUMBER_MALFORMED'],
  ['a formula', { Name: '=A1' }, '2 Name FORMULA'],
])(
  'a line with %s stays out, and comes in with its report once it is corrected',
  async (_, more, problem) => {
    const { lines, problems, report } = await read(await fileOf(textOf(line(more), line({ No: '2' }))))
    expect(problems).toEqual([problem])
    expect(lines.map(({ line: at }) => at)).toEqual([3])
    const [wrong = '', right = ''] = Object.entries(more).flatMap(([column, cell]) => [
      String(cell) === '=A1' ? "'=A1" : String(cell),
      {
        Scheme: 'Good',
        Status: 'Off',
        Name: 'Zarmina',
        'Card No': '9000000000001',
        District: area.id,
        Paid: '1',
      }[column] ?? '',
    ])
    const rows = report.split('\r\n')
    const cells = (rows[1] ?? '').split(/,(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$)/)
    const at = HEADER.split(',').indexOf(Object.keys(more)[0] ?? '') + 2
    expect(cells[at]?.trim()).toBe(wrong.trim())
    cells[at] = right
    const again = await read(await fileOf(`${rows[0]}\r\n${cells.join(',')}\r\n`))
    expect(again.problems).toEqual([])
    expect(again.lines).toHaveLength(1)
    expect(again.file.columns.isReport).toBe(true)
  },
)

test('a torn line stays out, and so does one of another area than the list is for', async () => {
  const { problems } = await read(await fileOf(textOf(line(), 'torn,off', line({ District: other.id }))), {
    area: area.id,
  })
  expect(problems).toEqual(['3  CELL_COUNT', '4 District LIST_AREA_OTHER'])
})
