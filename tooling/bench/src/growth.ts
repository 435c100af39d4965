import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { testCipher as cipher } from '@onewindow/core/testing'
import { type Case, quantile, sayCases } from './case.ts'
import { AREA, type Data, LARGE } from './data/build.ts'
import { asAdmin } from './reads/as-admin.ts'
import { machineOf } from './reads/machine.ts'
import { startServer } from './reads/process.ts'

// The same requests, in turn, of servers over data of several sizes, each held by `bench data`.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
})
if (positionals.length < 2) throw new Error('say the data.json of two sizes at least, the smallest first')
const FLAT = 0.15
const WARM = 15
const rounds = Number(values.rounds)

const REQUESTS = {
  'household by id': 'query ($id: ID!) { household(id: $id) { reference members { person { name } } } }',
  'page of 20 households': '{ households(first: 20) { edges { node { reference members { role } } } } }',
  'person by document':
    'query ($number: String!) { personByDocument(document: { kind: "cnic", number: $number }) { __typename } }',
  'one family screened':
    'mutation ($id: ID!) { screenHousehold(household: $id, on: "2024-02-01") { ... on ScreeningPayload { screening { results { outcome } } } } }',
}
type Name = keyof typeof REQUESTS

interface Size {
  readonly households: number
  readonly ask: (name: Name, place: number) => Promise<number>
  readonly end: () => Promise<void>
  readonly times: Record<Name, number[]>
}

async function open(file: string): Promise<Size> {
  const data: Data = JSON.parse(await readFile(file, 'utf8'))
  const server = await startServer('onewindow', {
    databaseUrl: data.appUrl,
    pool: 10,
    tenants: [LARGE],
    issuer: data.issuer,
  })
  const ids = await asAdmin<{ id: string; identifier: string | null; ciphertext: string | null }>(
    data.adminUrl,
    `select h.household_id as id, i.identifier_id as identifier, i.ciphertext from household h left join lateral (
       select i.identifier_id, i.ciphertext from membership m join identifier i
         on i.tenant_id = m.tenant_id and i.operating_area = m.operating_area and i.person_id = m.person_id and i.kind = 'cnic'
       where m.tenant_id = h.tenant_id and m.operating_area = h.operating_area and m.household_id = h.household_id limit 1) i on true
     where h.tenant_id = $1 and h.operating_area = $2 order by md5(h.household_id::text) limit $3`,
    [LARGE, AREA, rounds + WARM],
  )
  const times = {
    'household by id': [],
    'page of 20 households': [],
    'person by document': [],
    'one family screened': [],
  }
  return {
    households: data.households,
    times,
    end: server.end,
    async ask(name, place) {
      const { id, identifier, ciphertext } = ids[place % ids.length] ?? {
        id: '',
        identifier: null,
        ciphertext: null,
      }
      const number =
        identifier && ciphertext
          ? cipher.decrypt(ciphertext, { tenant: LARGE, row: identifier, column: 'identifier.ciphertext' })
          : '9000000000000'
      const began = performance.now()
      const answer = await fetch(`${server.url}/${LARGE}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${data.tokens[LARGE]}` },
        body: JSON.stringify({ query: REQUESTS[name], variables: { id, number } }),
      })
      const text = await answer.text()
      if (text.includes('"errors"')) throw new Error(text)
      return performance.now() - began
    },
  }
}

const sizes = await Promise.all(positionals.map(open))
const names = Object.keys(REQUESTS) as Name[] // the record's own
for (let round = 0; round < WARM + rounds; round++)
  for (const size of sizes)
    for (const name of names) {
      const ms = await size.ask(name, round)
      if (round >= WARM) size.times[name].push(ms)
    }
const [first] = sizes
const cases = names.map((name): Case => {
  const rows = sizes.map(({ households, times }) => ({
    households,
    'p50 ms': quantile(times[name], 0.5),
    'p95 ms': quantile(times[name], 0.95),
    'p50 ÷ the smallest': quantile(times[name], 0.5) / quantile(first?.times[name] ?? [], 0.5),
  }))
  return {
    case: name,
    goal: `p50 within ±${FLAT * 100} % at each size`,
    met: rows.every((row) => Math.abs(row['p50 ÷ the smallest'] - 1) <= FLAT),
    rows,
  }
})
const { adminUrl }: Data = JSON.parse(await readFile(positionals[0] ?? '', 'utf8'))
sayCases(cases, {
  machine: await machineOf((sql, parameters) => asAdmin(adminUrl, sql, parameters)),
  json: values.json,
})
for (const { end } of sizes) await end()
process.exit()
