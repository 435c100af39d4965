import type { Field } from '../field.ts'
import type { Problem } from '../problem.ts'
import { LONGEST_ROW, type Row, shortened } from './row.ts'
import { readText, type TextEncoding } from './text-encoding.ts'

/**
 * The rows of an NDJSON file: each line is a household, `{ "instance": …, "area": …, "facts": { … }, "members": [ … ] }`,
 * with the columns' ids as keys and nested by what stands before the point. Cells stand in the order of the fields.
 */
export async function* jsonRows(
  path: string,
  { encoding, fields }: { readonly encoding: TextEncoding; readonly fields: readonly Field[] },
): AsyncGenerator<Row> {
  const columns = new Map([...fields.map(({ id }) => id), 'synthetic'].map((id, index) => [id, index]))
  for await (const { text, line, ended } of linesOf(path, encoding)) {
    if (text.trim() === '') continue
    const value = parseObject(text)
    if (value) yield* rowsOf(value, { line, columns })
    else {
      const code = ended ? 'NOT_JSON' : 'TRUNCATED_LAST_LINE'
      yield { line, cells: [], nested: true, faults: [{ line, code }] }
    }
  }
}

async function* linesOf(path: string, encoding: TextEncoding) {
  let line = 1
  let rest = ''
  for await (const text of readText(path, encoding)) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const each of lines) yield { text: each, line: line++, ended: true }
    if (rest.length > LONGEST_ROW) break
  }
  yield { text: rest, line, ended: false }
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const GROUPS = new Map([
  ['facts', 'fact'],
  ['documents', 'document'],
  ['enrolments', 'enrolled'],
])

function* rowsOf(
  { members, ...household }: Json,
  { line, columns }: { readonly line: number; readonly columns: ReadonlyMap<string, number> },
): Generator<Row> {
  const faults: Problem[] = []
  const list = Array.isArray(members) ? members : []
  if (!list.every(isObject) || members === undefined)
    faults.push({ line, column: 'members', code: 'NOT_JSON' })
  for (const [index, member] of [...list.filter(isObject), ...(list.length === 0 ? [{}] : [])].entries()) {
    const cells: string[] = new Array<string>(columns.size).fill('')
    const found: Problem[] = index === 0 ? faults : []
    const put = (id: string, value: unknown, prefix: string): void => {
      const [group, name] = [GROUPS.get(id), isObject(value)]
      if (group && name) {
        for (const [key, inner] of Object.entries(value as Json)) put(`${group}.${key}`, inner, '')
        return
      }
      const column = columns.get(`${prefix}${id}`) ?? columns.get(id)
      if (column === undefined || isObject(value) || Array.isArray(value))
        found.push({
          line,
          column: id.slice(0, 80),
          code: 'UNKNOWN_COLUMN',
          values: { column: id.slice(0, 80), nearest: 'members' },
        })
      else cells[column] = value === null || value === undefined ? '' : shortened(cellText(value))
    }
    if (index === 0) for (const [key, value] of Object.entries(household)) put(key, value, 'household.')
    for (const [key, value] of Object.entries(member)) put(key, value, 'member.')
    yield { line, cells, nested: true, ...(found.length > 0 ? { faults: found } : {}) }
  }
}

const cellText = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value)
