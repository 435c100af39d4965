import fs from 'node:fs'
import { registerHooks, stripTypeScriptTypes, syncBuiltinESMExports } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { diagnoseLoad } from '@onewindow/cli'
import { mutate, seeded } from './mutate.ts'

/** What the worker is given: mutations `from` up to `to` of a tenant's entry file. */
export interface Work {
  readonly tenants: string
  readonly entry: string
  readonly from: number
  readonly to: number
}

/** What became of one mutation. */
export interface Verdict {
  readonly number: number
  readonly file: string
  readonly kind: string
  /** Codes of its diagnostics, `sound`, or what should not have happened. */
  readonly outcome: { readonly codes: readonly string[] } | 'sound' | { readonly failure: string }
}

const { tenants, entry, from, to } = workerData as Work // of `new Worker`
const read = fs.readFileSync
const importers = new Map<string, Set<string>>()
const stripped = new Map<string, string>()
/** The file that is mutated now, and the modules that must be run anew for it. */
let now: {
  readonly mark: number
  readonly file: string
  readonly text: string
  readonly stale: ReadonlySet<string>
} | null = null

const note = (importer: string, file: string) =>
  importers.set(file, (importers.get(file) ?? new Set()).add(importer))
const isOurs = (file: string) => file.startsWith(tenants) && !file.includes('/node_modules/')
const pathOf = (url: string) => (url.startsWith('file:') ? fileURLToPath(url.split('?')[0] ?? '') : url)

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const file = pathOf(resolved.url)
    if (!isOurs(file)) return resolved
    if (context.parentURL) note(pathOf(context.parentURL), file)
    return now?.stale.has(file) ? { ...resolved, url: `${pathToFileURL(file)}?${now.mark}` } : resolved
  },
  load(url, context, next) {
    const file = pathOf(url)
    if (!isOurs(file) || !/\.(ts|json)$/.test(file)) return next(url, context)
    const text = now?.file === file ? now.text : undefined
    if (file.endsWith('.json'))
      return { format: 'json', source: text ?? read(file, 'utf8'), shortCircuit: true }
    if (text !== undefined) return { format: 'module-typescript', source: text, shortCircuit: true }
    const source = stripped.get(file) ?? stripTypeScriptTypes(read(file, 'utf8'))
    stripped.set(file, source)
    return { format: 'module', source, shortCircuit: true }
  },
})

// Tables and texts that a module reads as it is loaded.
const readFileSync = (...args: Parameters<typeof read>) => {
  const [path] = args
  const file = path instanceof URL ? fileURLToPath(path) : String(path)
  if (!isOurs(file) || file.endsWith('.ts')) return read(...args)
  for (const [, reader = ''] of (new Error().stack ?? '').matchAll(/(?:file:\/\/)?(\/[^\s()?]+\.ts)/g))
    if (isOurs(reader)) note(reader, file)
  if (now?.file !== file) return read(...args)
  return args[1] === undefined ? Buffer.from(now.text) : now.text
}
fs.readFileSync = readFileSync as typeof read // the overloads that tenants use
syncBuiltinESMExports()

/** A file and all that import it, one through the other. */
function staleWith(file: string): ReadonlySet<string> {
  const stale = new Set([file])
  for (const each of stale) for (const importer of importers.get(each) ?? []) stale.add(importer)
  return stale
}

const isDefined = (
  value: unknown,
): value is {
  readonly diagnostics: readonly { code: string; severity: string }[]
  readonly definition?: unknown
} =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'diagnostics' in value &&
  Array.isArray(value.diagnostics)

async function outcomeOf(mark: number): Promise<Verdict['outcome']> {
  try {
    const module: Readonly<Record<string, unknown>> = await import(`${pathToFileURL(entry)}?${mark}`)
    const defined = Object.values(module).find(isDefined)
    // What the configuration imports is not there: it says so itself.
    if (!defined) return { codes: ['LOAD_FAILED'] }
    const errors = defined.diagnostics.filter(({ severity }) => severity === 'error')
    if (errors.length === 0 && !defined.definition) return { failure: 'neither a definition nor an error' }
    return errors.length > 0 ? { codes: errors.map(({ code }) => code) } : 'sound'
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : String(error)
    // `defineTenant` never throws for what an author wrote.
    if (/define-tenant\.ts/.test(stack)) return { failure: stack }
    const diagnostic = diagnoseLoad(error, entry)
    return diagnostic.path.startsWith(tenants)
      ? { codes: [diagnostic.code] }
      : { failure: `${diagnostic.path}: ${stack}` }
  }
}

await import(pathToFileURL(entry).href)
// What the tenant is made of: what it has loaded and read, in a stable order.
const files = [...importers.keys()].sort()
for (let number = from; number < to; number++) {
  const draw = seeded(number * 7919 + 1)
  const file = files[draw(files.length)] ?? entry
  const { kind, text } = mutate(file, read(file, 'utf8'), draw)
  parentPort?.postMessage({ number, file: file.slice(tenants.length), kind })
  now = { mark: number + 1, file, text, stale: staleWith(file) }
  const outcome = await outcomeOf(number + 1)
  parentPort?.postMessage({ number, file: file.slice(tenants.length), kind, outcome } satisfies Verdict)
}
