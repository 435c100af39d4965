import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { fileWith, HEADER, problemsIn, readAll } from './river.ts'

const COLUMNS = [
  ...HEADER.split(','),
  'document.card',
  'fact.score@2021',
  'household.village',
  'member.birth_date',
]

/** A workbook as a spreadsheet writes it: shared strings, styles, and cells of every kind. */
async function workbook(rows: readonly (readonly string[])[], more: { date1904?: boolean } = {}) {
  const strings = COLUMNS.map(
    (name) => `<si><r><t>${name.slice(0, 3)}</t></r><r><t>${name.slice(3)}</t></r></si>`,
  )
  const header = COLUMNS.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')
  const parts = {
    'xl/workbook.xml': `<workbook><workbookPr date1904="${more.date1904 ? 1 : 0}"/><sheets><sheet name="x" r:id="rId7" xmlns:r="r"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/first.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${strings.join('')}<si><t>سلما</t><rPh><t>x</t></rPh></si></sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    'xl/worksheets/first.xml': `<worksheet><sheetData><row r="1">${header}</row>${rows
      .map((cells, index) => `<row r="${index + 3}">${cells.join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  }
  const path = await fileWith('', 'survey.xlsx')
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  await finished(zip.outputStream.pipe(createWriteStream(path)))
  return path
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const number = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`
/** Two numbers, three days, a shared string and a yes. */
const row = (instance: string, ...more: readonly string[]) => [
  text(instance),
  number('45296', 2),
  text('R1'),
  '<c t="b"><v>1</v></c>',
  number('1'),
  `<c t="s"><v>${COLUMNS.length}</v></c>`,
  number('1'),
  text('head'),
  ...more,
]

test('numbers, days, shared strings and yes or no are read as they are shown', async () => {
  const path = await workbook([
    row('X1', number('1720112345671'), number('14.199999999999999', 3), text('Here'), number('29221', 1)),
  ])
  expect(await readAll(path)).toMatchObject([
    {
      lines: [3, 3],
      household: {
        occurredOn: '2024-01-05',
        village: 'Here',
        facts: [{ number: '14.2' }],
        members: [
          {
            key: '1',
            name: 'سلما',
            birth: { date: '1980-01-01' },
            identifiers: [{ number: '1720112345671' }],
          },
        ],
      },
    },
  ])
})

test('days are counted from 1904 where the workbook says so', async () => {
  const path = await workbook([row('X1').with(1, number('43834', 2))], { date1904: true })
  expect(await readAll(path)).toMatchObject([{ household: { occurredOn: '2024-01-05' } }])
})

test('formulas, and numbers that a spreadsheet damaged, are refused at their place', async () => {
  const path = await workbook([
    row('X1', number('7201123456')),
    row('X2', number('17201123456712345')),
    row('X3', '<c/>', '<c><f>SUM(A1:A2)</f><v>14</v></c>'),
    row('X4', '<c/>', '<c/>', '<c t="str"><f>A1&amp;"x"</f><v>x</v></c>'),
    row('X5', '<c/>', '<c t="e"><v>#N/A</v></c>'),
    row('X6'),
    row('X7', '<c/>', '<c/>', '<c/>', '<c/>', text('shifted')),
  ])
  expect(problemsIn(await readAll(path))).toEqual([
    '3 document.card DAMAGED_NUMBER',
    '4 document.card DAMAGED_NUMBER',
    '5 fact.score@2021 FORMULA',
    '6 household.village FORMULA',
    '7 fact.score@2021 FORMULA',
    '9 CELL_COUNT',
  ])
})

test('a workbook that was damaged on its way is refused, and nothing of it taken in', async () => {
  const path = await workbook(Array.from({ length: 500 }, (_, index) => row(`X${index}`)))
  const bytes = await readFile(path)
  const middle = bytes.indexOf('xl/worksheets/first.xml') + 900
  bytes.fill(0xff, middle, middle + 40)
  await expect(readAll(await fileWith(bytes))).rejects.toThrow('FORMAT_UNKNOWN')
})
