import DataLoader from 'dataloader'
import type { ClientBase } from 'pg'
import { valueSql, WORDS } from '../shape/words.ts'

export type Row = Readonly<Record<string, unknown>>

interface Reader {
  readonly client: ClientBase
  readonly tenant: string
  readonly areas: readonly string[]
}

interface Relation {
  readonly table: string
  /** Whose values the rows are asked by. */
  readonly by: string
  readonly where?: string
  readonly orderBy?: string
  readonly columns?: string
}

const STANDS = `recorded_to = 'infinity'`
const ENROLMENT = {
  table: 'enrolment',
  where: STANDS,
  orderBy: 'programme, valid_from, recorded_from',
}
const FACT = {
  table: `(select f.*, w.label, w.text from fact f join ${WORDS} w on w.kind = f.kind and w.value = ${valueSql('f')}) fact`,
  where: STANDS,
  orderBy: 'kind, observed_on',
}
const RELATIONS = {
  members: {
    table: 'membership',
    by: 'household_id',
    where: STANDS,
    orderBy: 'valid_from, membership_id',
  },
  householdEnrolments: { ...ENROLMENT, by: 'household_id' },
  householdFacts: { ...FACT, by: 'household_id' },
  personFacts: { ...FACT, by: 'person_id' },
  identifiers: { table: 'identifier', by: 'person_id', where: STANDS, orderBy: 'recorded_at' },
  relationships: {
    table: 'relationship',
    by: 'person_id',
    where: STANDS,
    orderBy: 'relationship_id',
  },
  screenings: {
    table: 'screening',
    columns: 'household_id, screening_id, on_date, known_at, release_hash',
    by: 'household_id',
    orderBy: 'known_at',
  },
  applications: { table: 'application', by: 'household_id', orderBy: 'application_id' },
  personEnrolments: { ...ENROLMENT, by: 'person_id' },
} as const satisfies Record<string, Relation>
const SINGLE = { person: 'person_id', household: 'household_id' } as const

export interface Loaders {
  readonly many: Readonly<Record<keyof typeof RELATIONS, DataLoader<string, Row[]>>>
  readonly one: Readonly<Record<keyof typeof SINGLE, DataLoader<string, Row | undefined>>>
}

/** One statement for each relation of a request, however many rows ask for it. */
export function createLoaders(reader: Reader): Loaders {
  const many = (relation: Relation) =>
    new DataLoader<string, Row[]>(async (ids) => {
      const groups = Map.groupBy(await read(reader, relation, ids), (row) => row[relation.by])
      return ids.map((id) => groups.get(id) ?? [])
    })
  const one = (table: string, by: string) =>
    new DataLoader<string, Row | undefined>(async (ids) => {
      const rows = new Map((await read(reader, { table, by }, ids)).map((row) => [row[by], row]))
      return ids.map((id) => rows.get(id))
    })
  return {
    many: mapValues(RELATIONS, many),
    one: mapValues(SINGLE, (by, table) => one(table, by)),
  }
}

const mapValues = <Key extends string, From, To>(
  values: Readonly<Record<Key, From>>,
  map: (value: From, key: string) => To,
): Record<Key, To> =>
  // Its keys are those of `values`.
  Object.fromEntries(Object.entries<From>(values).map(([key, value]) => [key, map(value, key)])) as Record<
    Key,
    To
  >

async function read(
  { client, tenant, areas }: Reader,
  { table, by, where = 'true', orderBy = by, columns = '*' }: Relation,
  ids: readonly string[],
): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    name: `${table.slice(0, 40)} ${by}`,
    text: `select ${columns} from ${table} where tenant_id = $1 and operating_area = any($2::text[]) and ${by} = any($3::uuid[])
      and ${where} order by ${orderBy}`,
    values: [tenant, areas, ids],
  })
  return rows
}
