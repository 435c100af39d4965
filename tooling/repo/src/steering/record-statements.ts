import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

// Before each test file: what the application's connections are asked, each text once, is written down.
const require = createRequire(new URL('../../../../packages/db/package.json', import.meta.url))
const {
  Client,
}: { readonly Client: { readonly prototype: { query: (...asked: unknown[]) => unknown } } } = require('pg')
const folder = process.env.ONEWINDOW_STATEMENTS
const { query } = Client.prototype

if (folder !== undefined && query.name !== 'recorded') {
  const seen = new Set<string>()
  Client.prototype.query = function recorded(this: object, ...asked) {
    const [config] = asked
    const sql = typeof config === 'string' ? config : Object(config).text
    if (typeof sql === 'string' && !seen.has(sql) && isApplications(this)) {
      seen.add(sql)
      appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(sql)}\n`)
    }
    return Reflect.apply(query, this, asked)
  }
}

const isApplications = (client: object): boolean =>
  String(Object(Reflect.get(client, 'connectionParameters')).application_name).startsWith('onewindow-app')
