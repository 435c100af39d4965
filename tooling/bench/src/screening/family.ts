import { type Case, quantile } from '../case.ts'
import { AREA, type Data, LARGE } from '../data/build.ts'
import { startServer } from '../reads/process.ts'
import type { Ask } from '../reads/shape/shape.ts'

const GOAL = 3
const READ = 'query ($id: ID!) { household(id: $id) { id reference village } }'
const SCREEN = `mutation ($id: ID!) { screenHousehold(household: $id, on: "2024-02-01") {
  ... on ScreeningPayload { screening { id results { programme { id } outcome } } } ... on Problem { code } } }`

/** One family and all programmes, stored, from request to answer, beside a read of that household by its key. */
export async function measureFamily({
  data,
  ask,
  families,
}: {
  readonly data: Data
  readonly ask: Ask
  readonly families: number
}): Promise<Case> {
  const server = await startServer('onewindow', {
    databaseUrl: data.appUrl,
    pool: 10,
    tenants: [LARGE],
    issuer: data.issuer,
  })
  const ids = await ask<{ id: string }>(
    `select household_id as id from household where tenant_id = $1 and operating_area = $2 order by md5(household_id::text) limit $3`,
    [LARGE, AREA, families + WARM],
  )
  const timed = async (query: string, id: string) => {
    const began = performance.now()
    const answer = await fetch(`${server.url}/${LARGE}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${data.tokens[LARGE]}` },
      body: JSON.stringify({ query, variables: { id } }),
    })
    const text = await answer.text()
    if (text.includes('"errors"') || text.includes('"code"')) throw new Error(text)
    return performance.now() - began
  }
  const read: number[] = []
  const screened: number[] = []
  for (const [index, { id }] of ids.entries()) {
    const one = await timed(READ, id)
    const other = await timed(SCREEN, id)
    if (index < WARM) continue
    read.push(one)
    screened.push(other)
  }
  await server.end()
  const ratio = quantile(screened, 0.95) / quantile(read, 0.95)
  return {
    case: 'One family, all programmes, over HTTP',
    goal: `p95 ≤ ${GOAL} × a read of the household by its key, over the same server`,
    met: ratio <= GOAL,
    rows: [
      {
        requests: read.length,
        'read p50 ms': quantile(read, 0.5),
        'read p95': quantile(read, 0.95),
        'screen p50 ms': quantile(screened, 0.5),
        'screen p95': quantile(screened, 0.95),
        'p95 ratio': ratio,
      },
    ],
  }
}

const WARM = 20
