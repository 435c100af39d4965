import { createRequire } from 'node:module'
import type { TestDatabase } from '@onewindow/db/testing'
import type { PlanNode } from './judge-plan.ts'

const require = createRequire(new URL('../../../db/package.json', import.meta.url))
const { Client }: { readonly Client: { readonly prototype: { emit: (...event: unknown[]) => boolean } } } =
  require('pg')

export interface Run {
  readonly sql: string
  readonly plan: PlanNode
}

/**
 * From now on every statement of the application's connections to the database is explained as it runs, where it runs: in its
 * own transaction, scope and temporary tables. `runs` gives those since it was asked last.
 */
export async function recordPlans(database: TestDatabase): Promise<{ runs(): Run[]; stop(): void }> {
  await database.asAdmin(`do $$ declare setting text; begin
    foreach setting in array array['session_preload_libraries = ''auto_explain''', 'auto_explain.log_min_duration = 0',
      'auto_explain.log_analyze = on', 'auto_explain.log_timing = off', 'auto_explain.log_format = ''json''', 'auto_explain.log_level = notice']
    loop execute format('alter database %I set %s', current_database(), setting); end loop;
  end $$`)
  // Only connections that are opened anew are explained.
  await database.asAdmin(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  let runs: Run[] = []
  const { emit } = Client.prototype
  Client.prototype.emit = function recorded(this: object, ...event) {
    const [name, notice] = event
    const [, json] = name === 'notice' ? (/ plan:\n([\s\S]*)$/.exec(Object(notice).message) ?? []) : []
    if (json !== undefined && isApplications(this)) {
      const { 'Query Text': sql, Plan: plan } = JSON.parse(json)
      runs.push({ sql, plan })
      return true
    }
    return Reflect.apply(emit, this, event)
  }
  return {
    runs() {
      const seen = runs
      runs = []
      return seen
    },
    stop() {
      Client.prototype.emit = emit
    },
  }
}

const isApplications = (client: object): boolean =>
  Object(Reflect.get(client, 'connectionParameters')).user === 'onewindow_app'
