import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@onewindow/db'
import pg from 'pg'
import type { Facts, Household } from '../src/household.ts'
import { factKey, isDateInterval } from '../src/observation.ts'
import { factColumn } from '../src/sql/shape.ts'
import { columnsOf, FACTS } from './vocabulary.ts'

/** A PostgreSQL of its own whose tables have the shape that compiled rules read. */
export interface RuleDatabase {
  /** Replaces whatever was loaded. */
  load(households: readonly Household[]): Promise<void>
  rows(text: string, values: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): Promise<void>
}

export async function openRuleDatabase(): Promise<RuleDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-rules-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', jit: 'off' }
  const server = await startEmbedded({ directory, settings })
  const client = new pg.Client({ connectionString: server.adminUrl, types: { getTypeParser } })
  async function close() {
    await client.end()
    await server.stop()
    await rm(directory, { recursive: true })
  }
  try {
    await client.connect()
    await client.query(TABLES)
  } catch (error) {
    await close()
    throw error
  }
  return {
    async load(households) {
      await client.query('truncate households, persons, relatives, enrolments')
      for (const [table, rows] of Object.entries(rowsOf(households))) {
        const insert = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`
        await client.query(insert, [JSON.stringify(rows)])
      }
    },
    rows: async (text, values) => (await client.query(text, [...values])).rows,
    close,
  }
}

// Sums and counts come as numeric, days as dates: read as JavaScript counts and as ISO text.
const getTypeParser = (type: number) => (text: string) => {
  if (type === pg.types.builtins.BOOL) return text === 't'
  return type === pg.types.builtins.NUMERIC || type === pg.types.builtins.INT8 ? Number(text) : text
}

const sqlTypes = { boolean: 'boolean', number: 'bigint', date: 'date', text: 'text' }

const factColumns = FACTS.flatMap((fact) =>
  columnsOf(fact).map((column) => `${factColumn(column)} ${sqlTypes[fact.type]}`),
).join(', ')

const TABLES = `
  create table households (id text primary key, ${factColumns});
  create table persons (id text primary key, household_id text, ${factColumns});
  create table relatives (person_id text, relation text, relative_id text);
  create table enrolments (subject text, programme text, enrolled boolean, level text);
  create index on persons (household_id);
  create index on relatives (person_id);
  create index on relatives (relative_id);
  create index on enrolments (subject)`

function rowsOf(households: readonly Household[]) {
  return {
    households: households.map(({ id, facts }) => ({ id, ...columnValues(facts) })),
    persons: households.flatMap(({ id: household_id, members, others }) => [
      ...members.map(({ id, facts }) => ({ id, household_id, ...columnValues(facts) })),
      ...others.map(({ id, facts }) => ({ id, household_id: null, ...columnValues(facts) })),
    ]),
    relatives: households.flatMap(({ relationships }) =>
      relationships.map(({ person, relation, relative }) => ({
        person_id: person,
        relation,
        relative_id: relative,
      })),
    ),
    enrolments: households.flatMap(({ enrolments }) => enrolments),
  }
}

const columnValues = (facts: Facts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    FACTS.flatMap(columnsOf).map((column) => {
      const value = facts[factKey(column.id, column.round)]?.value
      const bound = value !== undefined && isDateInterval(value) && column.end ? value[column.end] : value
      return [factColumn(column).slice(1, -1), bound ?? null]
    }),
  )
