import { randomUUID } from 'node:crypto'
import type { Action } from '@onewindow/tenant'
import { parse, validate } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { applied, newFamily, town } from '../application/town.fixture.ts'
import type { ReadExtensions } from '../read/declare.ts'
import { JsonText } from '../read/splice.ts'
import { type Actor, mayAnywhere } from '../session.ts'
import { actorsOf, createTestPlatform, putWork, screenPopulationIn, subjectOf } from '../testing/index.ts'
import { randomOperations, type Wanted } from '../testing/random-operation.ts'
import { TEST_ISSUER } from '../testing/test-platform.ts'
import type { Answer } from './execute.ts'

const platform = await createTestPlatform([town.definition])
const { schema, actor: find, execute } = platform.platform
afterAll(() => platform.close())

const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const ids: string[] = []
const households: string[] = []
const applications: string[] = []
for (let count = 0; count < 5; count++) {
  const of = await newFamily(clerk)
  households.push(of.family.id)
  ids.push(of.family.id, of.mother, of.child)
  const { data } = await clerk.graphql<{ screened: { screening: { id: string } } }>(
    `mutation ($id: ID!) { screened: screenHousehold(household: $id) {
       ... on ScreeningPayload { screening { id } } } }`,
    { id: of.family.id },
  )
  ids.push(data.screened.screening.id)
  applications.push((await applied(clerk, of, 'fuel')).id)
}
const [household = '', mother = ''] = ids
const work = {
  tenant: 'riverland',
  area: 'R1',
  household,
  person: mother,
  programme: 'fuel',
  name: 'Zarmina',
}
const { list, match, overlap } = await putWork(platform.database, work)
const screening = await screenPopulationIn((use) => platform.inSession('riverland', use), '2024-02-29')

const cursors = [...households, ...applications].map((id) =>
  Buffer.from(JSON.stringify([id])).toString('base64url'),
)
const given = {
  id: [...ids, ...applications, list, match, overlap, screening, randomUUID(), 'x'],
  household: households,
  first: [0, 1, 2, 3, 20, 100, 101],
  after: [...cursors, 'nonsense'],
  area: ['R1', 'R2', 'nowhere'],
  programme: ['fuel', 'grant', 'nothing'],
  name: ['Zarmina', 'zarmena 1', ''],
  village: ['Ghat 1', 'x'],
  kind: ['card'],
  number: ['91234567', 'x'],
  Date: ['2024-02-29', '2023-02-29', '1066-01-01'],
  Int: [1, 1985, 3_000],
  Boolean: [true, false],
  ID: [...ids, 'x'],
  String: ['Zarmina', 'en', ''],
}

/** Who asks, and in which language. */
const readers: { readonly actor: Actor; readonly language: string }[] = []
for (const who of actorsOf(town.definition))
  for (const language of ['en', 'ur', 'xx']) {
    const actor = await find('riverland', { issuer: TEST_ISSUER, subject: subjectOf(who) })
    if (actor) readers.push({ actor, language })
  }

/** Of ten operations one asks for anything, three for what the reader may see, six for that as far as it is text. */
function wantedBy(actor: Actor, turn: number): Wanted {
  return (field, of) => {
    if (turn === 0) return true
    const { permission, needs, pure, verbatim } = field.extensions as ReadExtensions
    const needed = permission ?? (of.extensions as ReadExtensions).permission
    const open = needed === 'inherit' || needed === 'signedIn' || mayAnywhere(actor, needed as Action)
    const isText = of.name === 'Query' ? verbatim === true : needs === undefined || pure === true
    return open && (turn <= 3 || isText)
  }
}

const seen = { operations: 0, text: 0, failed: 0, nulls: 0, rows: 0 }

/** As a server writes it. */
const written = ({ data, errors }: Answer): string =>
  `${JSON.stringify(errors ?? [])} ${data instanceof JsonText ? data.json : JSON.stringify(data ?? null)}`

/** What each request left in the audit. */
async function audited(requests: readonly string[]) {
  const entries = await platform.database.asAdmin<{ request_id: string; action: string; subjects: string[] }>(
    'select request_id, action, subjects from audit where request_id = any($1) order by action',
    [requests],
  )
  return requests.map((request) =>
    entries.flatMap(({ request_id, action, subjects }) =>
      request_id === request ? [{ action, subjects: subjects.toSorted() }] : [],
    ),
  )
}

const OPERATIONS = 5_000
const PARTS = 10
const AT_ONCE = 5

describe('text is what graphql-js answers, and the audit says the same of both', () => {
  test.each(Array.from({ length: PARTS }, (_, part) => part + 1))(
    'operations of seed %i',
    async (seed) => {
      const next = randomOperations(schema, given, seed)
      const compare = async (index: number) => {
        const { actor, language } =
          readers[(seed + index * 7) % readers.length] ?? expect.fail('nobody reads')
        const { query, variables } = next(wantedBy(actor, index % 10))
        const document = parse(query)
        expect(validate(schema, document), query).toEqual([])
        const ask = async (text: boolean) => {
          const requestId = randomUUID()
          const answer = await execute({
            tenant: 'riverland',
            actor,
            document,
            operationName: null,
            variables,
            language: [language],
            requestId,
            signal: new AbortController().signal,
            text,
          })
          return { answer, requestId, written: written(answer) }
        }
        const reference = await ask(false)
        const first = await ask(true)
        const kept = first.answer.data instanceof JsonText ? await ask(true) : first
        const asked = [reference, first, kept]
        const [entries, ...others] = await audited(asked.map(({ requestId }) => requestId))
        for (const { written } of [first, kept])
          expect(written, `${query}\n${JSON.stringify(variables)}`).toBe(reference.written)
        for (const other of others) expect(other, query).toEqual(entries)
        seen.operations += 1
        if (kept.answer.data instanceof JsonText) seen.text += 1
        if (reference.answer.errors) seen.failed += 1
        if (/":null/.test(reference.written)) seen.nulls += 1
        if (reference.written.includes('"edges":[{')) seen.rows += 1
      }
      for (let index = 0; index < OPERATIONS / PARTS; index += AT_ONCE) {
        // Beyond the hour in which searches by document are counted.
        platform.clock.advance(3_601_000)
        await Promise.all(Array.from({ length: AT_ONCE }, (_, one) => compare(index + one)))
      }
    },
    120_000,
  )

  test('among them enough of each kind', () => {
    console.log(seen)
    expect(seen.operations).toBe(OPERATIONS)
    expect(seen.text).toBeGreaterThan(OPERATIONS / 5)
    expect(seen.failed).toBeGreaterThan(OPERATIONS / 20)
    expect(seen.nulls).toBeGreaterThan(OPERATIONS / 20)
    expect(seen.rows).toBeGreaterThan(OPERATIONS / 20)
  })
})
