import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { parse } = createRequire(import.meta.resolve('@onewindow/tenant'))('csv-parse/sync')
/** Interim, until readTable. */
export const rows = (url: URL): Record<string, string>[] =>
  parse(readFileSync(url, 'utf8'), { columns: true })
