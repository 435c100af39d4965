import { afterAll, describe, expect, test } from 'vitest'
import { createTestPlatform, member, registered, riverland, type ShownHousehold } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

const FAMILIES = 7
const households: ShownHousehold[] = []
for (let seed = 1; seed <= FAMILIES; seed++)
  households.push(await registered(clerk, riverland.family(seed, 'R1')))
const [first] = households as [ShownHousehold]
await clerk.graphql('mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }', {
  id: first.id,
})

/** Statements of a query's reads: not those of the audit that follows them. */
async function read(query: string, variables: Record<string, unknown> = {}) {
  platform.statements()
  const { data, errors } = await clerk.graphql<Record<string, unknown>>(query, { id: first.id, ...variables })
  expect(errors).toBeUndefined()
  return { data, reads: platform.statements().filter((sql) => !/^insert into audit/.test(sql)) }
}

const LONG = 'a'.repeat(80)

describe('a root field is one statement', () => {
  test.each<[string, string, number]>([
    ['of one household with everything below it', `query ($id: ID!) { household(id: $id) { ${deep()} } }`, 1],
    ['of a page with everything below it', `{ households(first: 5) { edges { node { ${deep()} } } } }`, 1],
    ['each, of several', '{ a: households { edges { cursor } } b: households { edges { cursor } } }', 2],
    [
      'none, of what is not stored',
      '{ areas { id windows { id } } programmes { id } factKinds { id } viewer { id } }',
      0,
    ],
    ['none, of an id that is none', '{ household(id: "x") { id } screening(id: "x") { id } }', 0],
  ])('%s', async (_, query, statements) => {
    const { reads } = await read(query)
    expect(reads).toHaveLength(statements)
  })
})

function person() {
  return `id name parentName sex birth { from to precision } diedOn identifiers { id kind name number }
    facts { id kind label text round observedOn source issuer recordedAt }
    enrolments { id programme { id name } enrolled level from until }
    relationships { relation from until relative { id name relationships { relation relative { name } } } }`
}
function deep() {
  return `id reference village address language synthetic occurredOn recordedAt area { id name parent { name } }
    facts { id text } enrolments { id programme { name } }
    screenings { id on knownAt release slip results { outcome unit { name } criteria { readings { value } } } }
    members { role presence from until reason person { ${person()} } }`
}

test('people are read in one statement, after one that found them and one that told which word is the rarest', async () => {
  const { reads } = await read(`{ people(name: "Zarmina 1") { edges { cursor node { ${person()} } } } }`)
  expect(reads).toHaveLength(3)
})

describe('a selection is read as graphql-js would answer it', () => {
  test.each<[string, string, unknown]>([
    [
      'aliases of everything',
      'query ($id: ID!) { h: household(id: $id) { v: village m: members { p: person { n: name } } } }',
      { h: { v: 'Ghat 1', m: [{ p: { n: 'Zarmina 1' } }, { p: { n: 'Spogmai 1' } }] } },
    ],
    [
      'a relation under two aliases, with different selections',
      'query ($id: ID!) { household(id: $id) { a: members { role } b: members { person { name } } } }',
      {
        household: {
          a: [{ role: 'head' }, { role: 'child' }],
          b: [{ person: { name: 'Zarmina 1' } }, { person: { name: 'Spogmai 1' } }],
        },
      },
    ],
    [
      'a field said twice: its selections are merged',
      'query ($id: ID!) { household(id: $id) { members { role } members { person { name } } } }',
      {
        household: {
          members: [
            { role: 'head', person: { name: 'Zarmina 1' } },
            { role: 'child', person: { name: 'Spogmai 1' } },
          ],
        },
      },
    ],
    [
      'fragments, named and inline, nested',
      `query ($id: ID!) { household(id: $id) { ...a ... on Household { village } ... { language } } }
       fragment a on Household { members { ...b } } fragment b on Membership { person { ...c } }
       fragment c on Person { name }`,
      {
        household: {
          members: [{ person: { name: 'Zarmina 1' } }, { person: { name: 'Spogmai 1' } }],
          village: 'Ghat 1',
          language: 'en',
        },
      },
    ],
    [
      '@include and @skip, by value and by variable',
      `query ($id: ID!, $yes: Boolean = true, $no: Boolean = false) { household(id: $id) {
         village @include(if: $yes) address @include(if: $no) language @skip(if: $no) facts @skip(if: $yes) { id }
         members @include(if: false) { role } ... @include(if: $no) { reference } } }`,
      { household: { village: 'Ghat 1', language: 'en' } },
    ],
    [
      'an alias that is another column’s name',
      'query ($id: ID!) { household(id: $id) { village: address address: village members { role: presence } } }',
      {
        household: {
          village: 'House 1',
          address: 'Ghat 1',
          members: [{ role: 'resident' }, { role: 'resident' }],
        },
      },
    ],
    [
      'an alias that is a relation’s name',
      'query ($id: ID!) { household(id: $id) { facts: village village: facts { kind } } }',
      { household: { facts: 'Ghat 1', village: [{ kind: 'income' }] } },
    ],
    [
      'aliases longer than PostgreSQL’s names, alike to the 63rd character',
      `query ($id: ID!) { household(id: $id) { ${LONG}x: members { ${LONG}x: person { ${LONG}x: name ${LONG}y: sex } }
         ${LONG}y: members { role } } }`,
      {
        household: {
          [`${LONG}x`]: [
            { [`${LONG}x`]: { [`${LONG}x`]: 'Zarmina 1', [`${LONG}y`]: 'female' } },
            { [`${LONG}x`]: { [`${LONG}x`]: 'Spogmai 1', [`${LONG}y`]: 'female' } },
          ],
          [`${LONG}y`]: [{ role: 'head' }, { role: 'child' }],
        },
      },
    ],
    [
      '__typename at every level',
      'query ($id: ID!) { household(id: $id) { __typename area { __typename } members { __typename person { t: __typename } } } }',
      {
        household: {
          __typename: 'Household',
          area: { __typename: 'Area' },
          members: [
            { __typename: 'Membership', person: { t: 'Person' } },
            { __typename: 'Membership', person: { t: 'Person' } },
          ],
        },
      },
    ],
    [
      'nothing but what is computed',
      'query ($id: ID!) { household(id: $id) { area { name } } }',
      { household: { area: { name: 'North' } } },
    ],
    [
      'nothing',
      'query ($id: ID!) { household(id: $id) { __typename } }',
      { household: { __typename: 'Household' } },
    ],
    [
      'a page without its rows',
      '{ households(first: 1) { pageInfo { hasNextPage } } }',
      { households: { pageInfo: { hasNextPage: true } } },
    ],
    [
      'rows under two aliases of a page, whose aliases clash',
      '{ households(first: 1) { edges { a: node { m: members { role } } b: node { m: facts { kind } } } } }',
      {
        households: {
          edges: [{ a: { m: [{ role: 'head' }, { role: 'child' }] }, b: { m: [{ kind: 'income' }] } }],
        },
      },
    ],
    [
      'edges under two aliases of a page, whose aliases clash',
      '{ households(first: 1) { a: edges { node { m: members { role } } } b: edges { node { m: facts { kind } } } } }',
      {
        households: {
          a: [{ node: { m: [{ role: 'head' }, { role: 'child' }] } }],
          b: [{ node: { m: [{ kind: 'income' }] } }],
        },
      },
    ],
  ])('%s', async (_, query, data) => {
    expect((await read(query)).data).toEqual(data)
  })

  test('with a JSON text of many fields', async () => {
    const fields = Array.from({ length: 120 }, (_, n) => `f${n}: members { r${n}: role }`).join(' ')
    const { data, reads } = await read(`query ($id: ID!) { household(id: $id) { ${fields} } }`)
    expect(Object.keys(data.household as object)).toHaveLength(120)
    expect(reads).toHaveLength(1)
  })
})

interface Page {
  readonly households: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}
const page = (variables: { first?: number; after?: string | null; area?: string }) =>
  clerk.graphql<Page | null>(
    `query ($first: Int, $after: String, $area: ID) { households(first: $first, after: $after, area: $area) {
       edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
    variables,
  )

describe('a list is read in pages', () => {
  test('that hold every row once, in a stable order, while rows are added', async () => {
    const seen: string[] = []
    let after: string | null = null
    for (let turn = 0; ; turn++) {
      const { data } = await page({ first: 2, after })
      if (!data) throw new Error('no page')
      const { edges, pageInfo } = data.households
      seen.push(...edges.map(({ node }) => node.id))
      expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null)
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
      if (turn === 1) households.push(await registered(clerk, riverland.family(100, 'R1')))
    }
    expect(seen).toEqual(households.map(({ id }) => id))
  })

  test('of exactly the rows that are left', async () => {
    const { data } = await page({ first: households.length })
    expect(data?.households.pageInfo.hasNextPage).toBe(false)
    expect(data?.households.edges).toHaveLength(households.length)
    const end = data?.households.pageInfo.endCursor ?? null
    expect((await page({ after: end })).data).toEqual({
      households: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
    })
  })

  test.each([
    ['too large', { first: 101 }, 'PAGE_TOO_LARGE', ['first']],
    ['empty', { first: 0 }, 'PAGE_TOO_LARGE', ['first']],
    ['negative', { first: -1 }, 'PAGE_TOO_LARGE', ['first']],
    ['after nothing that there was', { after: 'nonsense' }, 'INVALID_CURSOR', ['after']],
    ['after no array', { after: cursor({}) }, 'INVALID_CURSOR', ['after']],
    ['after too many keys', { after: cursor([first.id, first.id]) }, 'INVALID_CURSOR', ['after']],
    ['after a key that is no id', { after: cursor(["' or true --"]) }, 'INVALID_CURSOR', ['after']],
    ['after a key of another type', { after: cursor([1]) }, 'INVALID_CURSOR', ['after']],
  ])('but not %s', async (_, variables, code, path) => {
    const { data, errors } = await page(variables)
    expect(data).toBeNull()
    expect(errors).toEqual([
      {
        message: expect.not.stringMatching(/[{}]|^error/),
        locations: expect.any(Array),
        path: ['households'],
        extensions: { code, path },
      },
    ])
  })

  test('of one area, which is empty where it is out of reach or unknown', async () => {
    expect((await page({ area: 'R1', first: 1 })).data?.households.edges).toHaveLength(1)
    for (const area of ['R2', 'R', 'H1', 'nowhere'])
      expect((await page({ area })).data?.households.edges).toEqual([])
  })

  test('is as long as asked, and twenty where nobody asks', async () => {
    for (let seed = 200; seed < 215; seed++) await registered(clerk, riverland.family(seed, 'R1'))
    expect((await page({})).data?.households.edges).toHaveLength(20)
  })
})

function cursor(keys: unknown): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

describe('several root fields', () => {
  test('share one snapshot', async () => {
    const twice = await clerk.graphql<Record<'a' | 'b', Page['households']>>(
      '{ a: households(first: 100) { edges { node { id } } } b: households(first: 100) { edges { node { id } } } }',
    )
    expect(twice.data.a).toEqual(twice.data.b)
  })

  test('of which one is refused: the refusal is told, whatever the others do', async () => {
    const { data, errors } = await clerk.graphql(
      `{ a: households(first: 1000) { edges { cursor } } b: households { edges { node { ${deep()} } } }
         c: people(name: "Zarmina") { edges { node { name } } } d: households { edges { cursor } } }`,
    )
    expect(data).toBeNull()
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['PAGE_TOO_LARGE'])
    const after = await clerk.graphql('{ households(first: 1) { edges { cursor } } }')
    expect(after.errors).toBeUndefined()
  })

  test('of which one is refused after the others began', async () => {
    const { errors } = await clerk.graphql(
      `query ($id: ID!) { a: household(id: $id) { ${deep()} } b: households { edges { node { ${deep()} } } }
         people(name: "") { edges { cursor } } }`,
      { id: first.id },
    )
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SEARCH_TOO_WIDE'])
  })
})

test('what is out of reach and what is not there read the same', async () => {
  const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
  const query = `query ($id: ID!) { household(id: $id) { id } screening(id: $id) { id } }`
  const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057'
  const foreign = await south.graphql(query, { id: first.id })
  expect(foreign).toEqual(await south.graphql(query, { id: nowhere }))
  expect(foreign).toEqual({ data: { household: null, screening: null } })
  expect((await read(query)).data).toMatchObject({ household: { id: first.id } })
  expect(member(first, 0).person.name).toBe('Zarmina 1')
})
