import { randomUUID } from 'node:crypto'
import { parse, validate } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { applied, newFamily, town } from '../application/town.fixture.ts'
import { JsonText } from '../read/splice.ts'
import type { Actor } from '../session.ts'
import { actorsOf, createTestPlatform, putWork, screenPopulationIn, subjectOf } from '../testing/index.ts'
import { randomOperations } from '../testing/random-operation.ts'
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

const seen = { operations: 0, text: 0, failed: 0, nulls: 0, rows: 0 }

/** As a server writes it. */
const written = ({ data, errors }: Answer): string =>
  `${JSON.stringify(errors ?? [])} ${data instanceof JsonText ? data.json : JSON.stringify(data ?? null)}`

async function audited(requestId: string) {
  const entries = await platform.database.asAdmin<{ action: string; subjects: string[] }>(
    'select action, subjects from audit where request_id = $1 order by action',
    [requestId],
  )
  return entries.map(({ action, subjects }) => ({ action, subjects: subjects.toSorted() }))
}

const OPERATIONS = 5_000
const PARTS = 10

describe('text is what graphql-js answers, and the audit says the same of both', () => {
  test.each(Array.from({ length: PARTS }, (_, part) => part + 1))(
    'operations of seed %i',
    async (seed) => {
      const next = randomOperations(schema, given, seed)
      for (let index = 0; index < OPERATIONS / PARTS; index++) {
        const { query, variables } = next()
        const document = parse(query)
        expect(validate(schema, document), query).toEqual([])
        const { actor, language } =
          readers[(seed + index * 7) % readers.length] ?? expect.fail('nobody reads')
        // Beyond the hour in which searches by document are counted.
        platform.clock.advance(3_601_000)
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
          return { answer, written: written(answer), audited: await audited(requestId) }
        }
        const reference = await ask(false)
        const first = await ask(true)
        const kept = await ask(true)
        for (const { written, audited } of [first, kept]) {
          expect(written, `${query}\n${JSON.stringify(variables)}`).toBe(reference.written)
          expect(audited, query).toEqual(reference.audited)
        }
        seen.operations += 1
        if (kept.answer.data instanceof JsonText) seen.text += 1
        if (reference.answer.errors) seen.failed += 1
        if (/":null/.test(reference.written)) seen.nulls += 1
        if (reference.written.includes('"edges":[{')) seen.rows += 1
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
