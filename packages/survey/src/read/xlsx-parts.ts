import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { shortened } from './row.ts'
import type { Zip } from './zip-entries.ts'

/** What the cells of a sheet refer to. */
export interface Workbook {
  /** Path of the first sheet in the file. */
  readonly sheet: string
  /** Days are counted from 1904, as old Macintoshes did. */
  readonly from1904: boolean
  readonly strings: readonly string[]
  /** Styles that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>
}

interface Handlers {
  readonly open?: (tag: SaxesTagPlain) => void
  readonly text?: (text: string) => void
  readonly close?: (tag: SaxesTagPlain) => void
}

export async function openWorkbook(zip: Zip): Promise<Workbook> {
  let from1904 = false
  let first: string | undefined
  await parseXml(zip, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (local(name) === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (local(name) === 'sheet') first ??= attributes['r:id']
    },
  })
  let target = 'worksheets/sheet1.xml'
  await parseXml(zip, 'xl/_rels/workbook.xml.rels', {
    open: ({ attributes }) => {
      if (first !== undefined && attributes.Id === first) target = attributes.Target ?? target
    },
  })
  return {
    sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    from1904,
    strings: zip.has('xl/sharedStrings.xml') ? await readStrings(zip) : [],
    dateStyles: zip.has('xl/styles.xml') ? await readDateStyles(zip) : new Set(),
  }
}

/** Element names may carry a prefix. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

async function parseXml(zip: Zip, name: string, { open, text, close }: Handlers): Promise<void> {
  const parser = new SaxesParser()
  if (open) parser.on('opentag', open)
  if (text) parser.on('text', text)
  if (close) parser.on('closetag', close)
  const stream = await zip.read(name)
  for await (const chunk of stream.setEncoding('utf8')) parser.write(chunk as string)
  parser.close()
}

async function readStrings(zip: Zip): Promise<readonly string[]> {
  const strings: string[] = []
  let reading = false
  let phonetic = false
  let current = ''
  await parseXml(zip, 'xl/sharedStrings.xml', {
    open: ({ name }) => {
      const tag = local(name)
      if (tag === 'si') current = ''
      if (tag === 'rPh') phonetic = true
      reading = tag === 't' && !phonetic
    },
    text: (text) => {
      if (reading) current = shortened(current + text)
    },
    close: ({ name }) => {
      const tag = local(name)
      if (tag === 'rPh') phonetic = false
      if (tag === 't') reading = false
      if (tag === 'si') strings.push(current)
    },
  })
  return strings
}

/** Of the built-in formats, those that show a day or a time (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** `dd/mm/yyyy`, and not `0.00 "days"` or `[Red]0`. */
const isDateFormat = (code: string): boolean =>
  /[dmyh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, ''))

async function readDateStyles(zip: Zip): Promise<ReadonlySet<number>> {
  const custom = new Set<number>()
  const dates = new Set<number>()
  let inside = false
  let style = 0
  await parseXml(zip, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      const tag = local(name)
      if (tag === 'numFmt' && isDateFormat(attributes.formatCode ?? ''))
        custom.add(Number(attributes.numFmtId))
      if (tag === 'cellXfs') inside = true
      if (tag !== 'xf' || !inside) return
      const format = Number(attributes.numFmtId ?? 0)
      if (isBuiltInDate(format) || custom.has(format)) dates.add(style)
      style += 1
    },
    close: ({ name }) => {
      if (local(name) === 'cellXfs') inside = false
    },
  })
  return dates
}
