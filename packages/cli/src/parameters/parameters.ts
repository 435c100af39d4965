import { readFile, writeFile } from 'node:fs/promises'
import { basename, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Defined, defineTenant, formatDiagnostic, parseParameters } from '@onewindow/tenant'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { requireWritable } from '../screen/slip-file.ts'
import { paint, print, type Terminal } from '../terminal.ts'
import { mergeRows, type ParameterChange } from './changes.ts'
import { readSheet, writeSheet } from './sheet.ts'
import { readTableText, writeTableText } from './table-text.ts'

export interface ParametersOptions {
  readonly file: string
  readonly tenant?: string
  /** Only shows what would change. */
  readonly dryRun?: boolean
  readonly format: Format
}

/** `onewindow parameters export`: a tenant's own parameters as a spreadsheet. */
export async function runParametersExport(
  terminal: Terminal,
  installation: Installation,
  { file, tenant, format }: ParametersOptions,
): Promise<void> {
  const { defined, path } = tableOf(installation, tenant)
  const table = readTableText(await readFile(path, 'utf8'))
  const target = resolve(terminal.directory, file)
  if (!/\.(xlsx|csv)$/i.test(file)) throw new Failure(`${file}: name a file that ends in .xlsx or .csv.`)
  await requireWritable(target)
  await writeSheet(target, table)
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ tenant: defined.id, file, rows: table.rows.length }, null, 2)
      : `${table.rows.length} dated values of ${defined.id} are in ${file}.`,
  )
}

/** `onewindow parameters import`: takes an edited spreadsheet into the tenant's table, and touches nothing that it leaves alone. */
export async function runParametersImport(
  terminal: Terminal,
  installation: Installation,
  { file, tenant, dryRun = false, format }: ParametersOptions,
): Promise<void> {
  const { defined, path } = tableOf(installation, tenant)
  const before = await readFile(path, 'utf8')
  const table = readTableText(before)
  const sheet = await readSheet(resolve(terminal.directory, file))
  const { rows, changes } = mergeRows(
    table.rows,
    sheet.map(({ cells }) => cells),
  )
  const after = changes.length === 0 ? before : writeTableText(table, rows)
  const where = relative(terminal.directory, path)
  const written = changes.length > 0 && !dryRun
  // Before anything is written, so that whoever looks sees it even where it is refused.
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ tenant: defined.id, table: where, changes, written }, null, 2)
      : changes.length === 0
        ? `Nothing changed in ${where}.`
        : changes.map((change) => describe(terminal, change)).join('\n'),
  )
  if (changes.length === 0) return
  refuseUnsound(defined, { path, before, after })
  if (!written) return
  await writeFile(path, after)
  terminal.stderr.write(`${where} is written. See whose outcome changes: onewindow plan ${defined.id}\n`)
}

function tableOf(installation: Installation, named: string | undefined) {
  const defined = chooseTenant(installation, named)
  const own = installation.parameters?.find(({ tenant }) => tenant === defined.id)
  if (!own)
    throw new Failure(
      `The configuration names no table of ${defined.id}. Write: parameters: [{ tenant: '${defined.id}', table: new URL('…/parameters.csv', import.meta.url) }]`,
    )
  return { defined, path: fileURLToPath(own.table) }
}

interface Rewritten {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What `validate` would say of the tenant with the table as it would be. */
function refuseUnsound({ id, definition, draft }: Defined, { path, before, after }: Rewritten): void {
  const name = basename(path)
  const then = parseParameters(name, () => after)
  const base = definition ?? draft
  if (!base)
    throw new Failure(`The definition of ${id} cannot be put together. Run: onewindow validate ${id}`)
  const own = new Set(parseParameters(name, () => before).parameters.map((parameter) => parameter.id))
  const changed = new Set(then.parameters.map((parameter) => parameter.id))
  const others = base.parameters.filter((parameter) => !own.has(parameter.id) && !changed.has(parameter.id))
  const { diagnostics } = defineTenant({
    // A definition does not extend itself.
    id: `${base.id}-imported`,
    kind: base.kind,
    extends: [{ ...base, parameters: others }],
    parameters: then.parameters,
    diagnostics: then.diagnostics,
  })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new Failure(`Refused, and nothing is written:\n${errors.map(formatDiagnostic).join('\n')}`)
}

const MARKS = { added: ['+', 'green'], removed: ['-', 'red'], changed: ['~', 'yellow'] } as const

function describe({ stdout }: Terminal, { kind, id, from, cells }: ParameterChange): string {
  const [mark, colour] = MARKS[kind]
  const said = Object.entries(cells)
    .filter(([column]) => kind === 'changed' || !['id', 'from'].includes(column))
    .map(([column, { was, is }]) =>
      kind === 'changed' ? `${column} ${was || '(empty)'} → ${is || '(empty)'}` : `${column} ${is || was}`,
    )
  return `${paint(stdout, colour, mark)} ${id}  from ${from}  ${said.join(', ')}`
}
