import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { ZipFile } from 'yazl'

/** Text, or what a spreadsheet can compute with: a decimal number as text, an ISO day. */
export type XlsxCell = string | { readonly number: string } | { readonly day: string }

export interface XlsxWriter {
  /** The file's bytes, as they become ready. */
  readonly output: NodeJS.ReadableStream
  write(rows: readonly (readonly XlsxCell[])[]): Promise<void>
  end(): Promise<void>
}

/** A workbook holds no more rows. */
export const MOST_XLSX_ROWS = 1_048_576

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const partsOf = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // Style 1 shows a day as it is written everywhere else.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
})

/** Writes a workbook of one sheet. The same rows give the same bytes. */
export function createXlsxWriter(name = 'survey'): XlsxWriter {
  const zip = new ZipFile()
  // A fixed day, or the bytes would differ from one run to the next.
  const options = { mtime: new Date(Date.UTC(2024, 0, 1)), mode: 0o100644, forceDosTimestamp: true }
  for (const [path, text] of Object.entries(partsOf(name)))
    zip.addBuffer(Buffer.from(XML + text), path, options)
  const sheet = new PassThrough()
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', options)
  zip.end()
  let line = 0
  sheet.write(`${XML}<worksheet xmlns="${MAIN}"><sheetData>`)
  return {
    output: zip.outputStream,
    async write(rows) {
      const text = rows.map((cells) => rowXml(cells, ++line)).join('')
      if (!sheet.write(text)) await once(sheet, 'drain')
    },
    async end() {
      sheet.end('</sheetData></worksheet>')
    },
  }
}

const rowXml = (cells: readonly XlsxCell[], line: number): string =>
  `<row r="${line}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${line}`)).join('')}</row>`

function cellXml(cell: XlsxCell, reference: string): string {
  if (cell === '') return ''
  if (typeof cell === 'object')
    return 'day' in cell
      ? `<c r="${reference}" s="1"><v>${serialOf(cell.day)}</v></c>`
      : `<c r="${reference}"><v>${cell.number}</v></c>`
  if (cell.startsWith('=')) return `<c r="${reference}"><f>${escaped(cell.slice(1))}</f><v>0</v></c>`
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

/** Days since the last one of 1899, as spreadsheets count. */
const serialOf = (day: string): number =>
  (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)

/** `A` … `Z`, `AA` … */
const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)
