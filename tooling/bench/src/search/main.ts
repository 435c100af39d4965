import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createPlatform, opening, type Tables } from '@onewindow/core'
import {
  createTestPlatform,
  subjectOf,
  TEST_ISSUER,
  tapStatements,
  testCipher,
} from '@onewindow/core/testing'
import { connect } from '@onewindow/db'
import { parse } from 'graphql'
import { definition as province } from '../families.ts'
import { asAdmin } from '../reads/as-admin.ts'
import { machineOf } from '../reads/machine.ts'
import { layIn } from './data.ts'
import { CLASSES, type Known } from './queries.ts'
import { relevance } from './relevance.ts'

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '10000' },
    known: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean' },
    data: { type: 'string' },
    hold: { type: 'string' },
  },
})
const PEOPLE = `query ($name: String, $parentName: String, $village: String, $birthYear: Int) {
  people(name: $name, parentName: $parentName, village: $village, birthYear: $birthYear) {
    edges { node { id name parentName birth { from to } } } pageInfo { hasNextPage endCursor } } }`
const AREA = 'PK528'
const GOAL = 5
const [LARGE, SMALL] = ['kp', 'kp-small']
const roles = province.roles.map((role) =>
  role.id === 'provincial-monitor'
    ? { ...role, actions: [...role.actions, 'person.read' as const, 'household.read' as const] }
    : role,
)
const definition = { ...province, roles }
const say = (text: string) => values.json || console.log(text)
const ACTORS = [
  { title: 'a clerk of one district', actor: { tenant: LARGE, role: 'window-clerk', area: AREA } },
  { title: 'a provincial monitor', actor: { tenant: LARGE, role: 'provincial-monitor' } },
]

const built = values.data === undefined ? await build(Number(values.households)) : undefined
const data: { adminUrl: string; appUrl: string; households: number } =
  built ?? JSON.parse(await readFile(values.data ?? '', 'utf8'))
if (values.hold !== undefined) {
  await writeFile(values.hold, JSON.stringify(data))
  console.log(`${values.hold} is ready; Ctrl-C ends it.`)
  await new Promise(() => setInterval(() => {}, 60_000))
}
const ask = <Row extends Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) =>
  asAdmin<Row>(data.adminUrl, sql, parameters)
const machine = await machineOf(ask)
say(machine)
say(`${data.households} and ${data.households / 10} households of 5 to 8 persons`)

const tap = await tapStatements(data.appUrl)
const direct = await open(data.appUrl)
const tapped = await open(tap.url)
const cases = []
for (const { title, actor } of ACTORS) cases.push(await runCase(title, actor))
if (values.json) console.log(JSON.stringify({ machine, households: data.households, cases }, null, 2))
process.exit()

async function build(households: number) {
  const platform = await createTestPlatform([definition, { ...definition, id: SMALL }])
  await layIn(
    platform.database,
    new Map([
      [LARGE, households],
      [SMALL, households / 10],
    ]),
  )
  const { adminUrl, appUrl } = platform.database
  return { adminUrl, appUrl, households }
}

type Send = (actor: (typeof ACTORS)[number]['actor'], query: string, variables: object) => Promise<Answer>
interface Answer {
  readonly data: {
    readonly people?: { readonly edges: readonly { readonly node: { readonly id: string } }[] }
  } | null
}

async function open(url: string): Promise<Send> {
  const db = await connect<Tables>({ url, role: 'app', opening })
  // A minute each time, so that nobody asks for too many documents in an hour.
  let now = Date.now()
  const platform = createPlatform({
    db,
    tenants: [LARGE, SMALL],
    cipher: testCipher,
    demo: true,
    now: () => {
      now += 60_000
      return new Date(now)
    },
  })
  const documents = new Map<string, ReturnType<typeof parse>>()
  return async (who, query, variables) => {
    const actor = await platform.actor(who.tenant, { issuer: TEST_ISSUER, subject: subjectOf(who) })
    if (!actor) throw new Error('no account')
    const document = documents.get(query) ?? parse(query)
    documents.set(query, document)
    const result = await platform.execute({
      tenant: who.tenant,
      actor,
      document,
      operationName: null,
      variables: { ...variables },
      language: ['en'],
      requestId: randomUUID(),
      signal: new AbortController().signal,
    })
    const answer = JSON.parse(JSON.stringify(result))
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer
  }
}

interface Entry {
  readonly title: string
  readonly isGoal: boolean
  readonly query: string
  readonly variables: readonly Record<string, unknown>[]
  readonly advance?: number
}

async function runCase(title: string, actor: (typeof ACTORS)[number]['actor']) {
  const known = await ask<Known & { household: string } & Record<string, unknown>>(
    `select m.id, m.sex, m.name, m.parent, m.village, m.language, extract(year from m.birth_from)::int as year, bench.id(m.h, 999) as household
     from bench.made m tablesample system (${data.households > 50_000 ? 1 : 20}) repeatable (7)
     where m.tenant = $1 and m.birth_precision in ('day', 'year') and ($2::text is null or m.area = $2) order by m.id limit $3`,
    [LARGE, actor.area ?? null, Number(values.known)],
  )
  const numbers = await giveDocuments(known)
  const entries: Entry[] = [
    {
      title: 'one household by its primary key',
      isGoal: false,
      query: 'query ($id: ID!) { household(id: $id) { id reference village } }',
      variables: known.map(({ household }) => ({ id: household })),
    },
    {
      title: 'one person by a document',
      isGoal: false,
      query:
        'query ($document: IdentifierInput!) { personByDocument(document: $document) { ... on FoundPerson { person { id name parentName birth { from to } } } } }',
      variables: numbers.map((number) => ({ document: { kind: 'cnic', number } })),
    },
  ]
  const found = new Map<string, { recall: number; precision: number }>()
  for (const one of CLASSES) {
    const asked = known.map((person, n) => one.ask(person, n))
    const variables = asked.map(({ query }) => query)
    entries.push({
      title: one.title,
      isGoal: one.isGoal,
      query: PEOPLE,
      variables: variables as Record<string, unknown>[],
    })
    let [recall, precision] = [0, 0]
    for (const { query, meant } of asked) {
      const { data: answer } = await direct(actor, PEOPLE, query)
      const shown = answer?.people?.edges.map(({ node }) => node.id) ?? []
      const { there, hits } = await relevance(ask, { tenant: LARGE, area: actor.area, meant, shown })
      recall += there === 0 ? 1 : hits / Math.min(20, there)
      precision += shown.length === 0 ? 1 : hits / shown.length
    }
    found.set(one.title, { recall: recall / asked.length, precision: precision / asked.length })
  }
  const times = new Map<Entry, number[]>(entries.map((entry) => [entry, []]))
  for (let round = 0; round <= Number(values.rounds); round++)
    for (const n of known.keys())
      for (const entry of entries) {
        const began = performance.now()
        await direct(actor, entry.query, entry.variables[n] ?? {})
        // The first round warms up.
        if (round > 0) times.get(entry)?.push(performance.now() - began)
      }
  const rows = []
  for (const entry of entries) {
    tap.statements()
    for (const variables of entry.variables) await tapped(actor, entry.query, variables)
    const statements = tap.statements().length / entry.variables.length
    const sorted = (times.get(entry) ?? []).toSorted((one, two) => one - two)
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN
    rows.push({
      title: entry.title,
      isGoal: entry.isGoal,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      statements,
      ...found.get(entry.title),
    })
  }
  const key = rows[0]?.p95 ?? Number.NaN
  const reported = rows.map((row) => ({
    ...row,
    ratio: row.p95 / key,
    goal: row.isGoal ? GOAL : null,
    met: row.isGoal ? row.p95 / key <= GOAL : null,
  }))
  say(
    `\nAs ${title}:\n\n| asked by | p50 ms | p95 | p99 | p95 ÷ primary key’s | goal | recall | precision | SQL statements |\n|---|${'---:|'.repeat(8)}`,
  )
  for (const row of reported)
    say(
      `| ${[row.title, ...[row.p50, row.p95, row.p99].map((time) => time.toFixed(1)), row.ratio.toFixed(2), row.goal === null ? '' : `≤ ${GOAL}: ${row.met ? 'met' : 'not met'}`, row.recall?.toFixed(3) ?? '', row.precision?.toFixed(3) ?? '', row.statements.toFixed(1)].join(' | ')} |`,
    )
  return {
    case: title,
    goal: `p95 ≤ ${GOAL} × a primary key’s`,
    met: reported.every(({ met }) => met !== false),
    rows: reported,
  }
}

/** Under numbers of their own, found by the cipher that the platform has. */
async function giveDocuments(known: readonly Known[]): Promise<readonly string[]> {
  const numbers = known.map((_, n) => `9${String(n).padStart(12, '0')}`)
  await ask(
    `with given as (select * from unnest($1::uuid[], $2::text[]) as g (person, lookup)), old as (
       delete from identifier_claim where tenant_id = $3 and lookup in (select lookup from given)
     ), made as (
       insert into identifier (tenant_id, operating_area, identifier_id, person_id, kind, ciphertext, recorded_at, recorded_by)
       select $3, p.operating_area, uuidv7(), p.person_id, 'cnic', 'none can read it', now(), 'bench'
       from given join person p on p.tenant_id = $3 and p.person_id = given.person returning identifier_id, person_id)
     select made.identifier_id, given.lookup from made join given on given.person = made.person_id`,
    [known.map(({ id }) => id), numbers.map((number) => testCipher.lookup('cnic', number, LARGE)), LARGE],
  ).then((made) =>
    ask(
      `insert into identifier_claim (tenant_id, kind, lookup, identifier_id) select $1, 'cnic', * from unnest($2::text[], $3::uuid[])`,
      [LARGE, made.map((row) => row.lookup), made.map((row) => row.identifier_id)],
    ),
  )
  return numbers
}
