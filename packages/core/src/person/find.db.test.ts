import { afterAll, describe, expect, test } from 'vitest'
import type { MemberInput } from '../household/service.ts'
import { change, createTestPlatform, member, registered, riverland, type SignedIn } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const north = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })

let registrations = 0
const register = (clerk: SignedIn, area: string, village: string, someone: Partial<MemberInput>) =>
  registered(clerk, {
    idempotencyKey: `person ${++registrations}`,
    area,
    village,
    consent: true,
    confirmNew: true,
    members: [{ key: 'a', name: '', sex: 'male', role: 'head', ...someone }],
  })

await register(north, 'R1', 'Pabbi', {
  name: 'Mohammad Yousaf',
  parentName: 'Gul Khan',
  birth: { year: 1970 },
})
await register(north, 'R1', 'پبی', {
  name: 'محمد یوسف',
  parentName: 'اکبر خان',
  birth: { date: '1984-06-01' },
})
await register(north, 'R1', 'Nowshera', {
  name: 'ښاپېرۍ',
  parentName: 'Gul Khan',
  birth: { estimatedAge: 30 },
})
await register(north, 'R1', 'Nowshera', { name: 'Zarghuna Bibi' })
await register(south, 'R2', 'Pabbi', {
  name: 'Mohammad Yousaf',
  parentName: 'Gul Khan',
  birth: { year: 1970 },
})

// A script without spaces: one family writes its name with one, one without, one with an invisible one.
await register(north, 'R1', 'ភូមិ ៣', { name: 'ចាន់ សុខា', parentName: 'ចាន់ ដារ៉ា' })
await register(north, 'R1', 'ភូមិ 3', { name: 'ជាសុភាព', parentName: 'ជា\u200bមករា' })
await register(north, 'R1', 'ភូមិ ៤', { name: 'លី ស\u17b8្រមុំ' })

interface Query {
  readonly name?: string
  readonly parentName?: string
  readonly village?: string
  readonly birthYear?: number
  readonly first?: number
  readonly after?: string
}

const find = (clerk: SignedIn, query: Query) =>
  clerk.graphql<{ people: { edges: { node: { name: string; parentName: string | null } }[] } } | null>(
    `query ($name: String, $parentName: String, $village: String, $birthYear: Int, $first: Int, $after: String) {
       people(name: $name, parentName: $parentName, village: $village, birthYear: $birthYear, first: $first, after: $after) {
         edges { cursor node { name parentName } } pageInfo { hasNextPage endCursor } } }`,
    { ...query },
  )
const names = async (query: Query) =>
  (await find(north, query)).data?.people.edges.map(({ node }) => `${node.name} / ${node.parentName}`)

const LATIN = 'Mohammad Yousaf / Gul Khan'
const URDU = 'محمد یوسف / اکبر خان'
const PASHTO = 'ښاپېرۍ / Gul Khan'

const SOKHA = 'ចាន់ សុខា / ចាន់ ដារ៉ា'
const SOPHEAP = 'ជាសុភាព / ជា\u200bមករា'
const SREYMOM = 'លី ស\u17b8្រមុំ / null'

describe('people are found', () => {
  test.each<[string, Query, string[]]>([
    ['by the whole', { name: 'ចាន់ សុខា' }, [SOKHA]],
    ['by the whole without the space', { name: 'ចាន់សុខា' }, [SOKHA]],
    ['by the whole with an invisible space', { name: 'ចាន់\u200bសុខា' }, [SOKHA]],
    ['by the whole in another order', { name: 'សុខា ចាន់' }, [SOKHA]],
    ['by the family name alone', { name: 'ចាន់' }, [SOKHA]],
    ['by the given name alone', { name: 'សុខា' }, [SOKHA]],
    ['by the whole with a space that was not written', { name: 'ជា សុភាព' }, [SOPHEAP]],
    ['by the family name of one piece', { name: 'ជា' }, [SOPHEAP]],
    ['by the given name of one piece', { name: 'សុភាព' }, [SOPHEAP]],
    ['by a parent’s name', { parentName: 'ជា មករា' }, [SOPHEAP]],
    ['by a parent’s given name', { parentName: 'ដារ៉ា' }, [SOKHA]],
    ['with the vowel where it belongs', { name: 'ស្រីមុំ' }, [SREYMOM]],
    ['by the village in either digits', { village: 'ភូមិ ៣' }, [SOKHA, SOPHEAP]],
    ['not by a part of a part', { name: 'ខា' }, []],
    ['not by another name', { name: 'សុខ' }, []],
    ['not by another name that begins the same', { name: 'ចាន់ថា' }, []],
    ['not by a father’s name as their own', { name: 'មករា' }, []],
  ])('in a script without spaces %s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('as doubles, whoever put a space in', async () => {
    const { data } = await north.graphql<{ registerHousehold: { __typename: string } }>(
      `mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { __typename } }`,
      {
        input: {
          idempotencyKey: 'spaced',
          area: 'R1',
          village: 'ភូមិ ៣',
          consent: true,
          members: [{ key: 'a', name: 'ជា សុភាព', parentName: 'ជាមករា', sex: 'male', role: 'head' }],
        },
      },
    )
    expect(data.registerHousehold.__typename).toBe('PossibleDoubles')
  })

  test.each<[string, Query, string[]]>([
    ['by a name in Latin letters', { name: 'Muhammad Yusuf' }, [LATIN, URDU]],
    ['by a name in Urdu', { name: 'محمد یوسف' }, [LATIN, URDU]],
    ['by a name in Arabic letters', { name: 'محمد يوسف' }, [LATIN, URDU]],
    ['by a name in Pashto', { name: 'ښاپېری' }, [PASHTO]],
    ['by half a name', { name: 'Yousaf' }, [LATIN, URDU]],
    ['by a name in another order', { name: 'Yousaf Mohammad' }, [LATIN, URDU]],
    ['by the father’s name', { parentName: 'گل خان' }, [LATIN, PASHTO]],
    ['by the father’s name and the village', { parentName: 'Gul Khan', village: 'Pabbi' }, [LATIN]],
    ['by name, father and village', { name: 'یوسف', parentName: 'Akbar', village: 'Pabbi' }, [URDU]],
    ['by the village in another script', { village: 'پبی' }, [LATIN, URDU]],
    ['with a year of birth', { parentName: 'Gul Khan', birthYear: 1970 }, [LATIN]],
    ['with a year in which they can be born', { parentName: 'Gul Khan', birthYear: 1995 }, [PASHTO]],
    ['with the year of a day', { name: 'Yousaf', birthYear: 1984 }, [URDU]],
    ['with a year near theirs', { name: 'Yousaf', birthYear: 1972 }, [LATIN]],
    ['not with another year', { name: 'Yousaf', birthYear: 1973 }, []],
    ['with a letter too many', { name: 'Yousafr', village: 'Pabbi' }, [LATIN, URDU]],
    ['with another letter in Arabic script', { name: 'محمد یوست', parentName: 'Akbar' }, [URDU]],
    ['with two letters in each other’s place', { name: 'Yoasuf', parentName: 'Abkar' }, [URDU]],
    ['not without a word of a village', { name: 'Zarghuna', village: 'Nowshera Kalan' }, []],
    ['without a word that nobody registered', { name: 'Mohammad Yousaf Shah', parentName: 'Akbar' }, [URDU]],
    ['not with two words misspelt', { name: 'Yousafr', parentName: 'Abkir Zan' }, []],
    ['not with another father', { name: 'Yousaf', parentName: 'Zahir' }, []],
    ['not by a father’s name as their own', { name: 'Akbar' }, []],
    ['where nobody knows the year of birth', { name: 'Zarghuna', birthYear: 1990 }, ['Zarghuna Bibi / null']],
  ])('%s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('in their own county only', async () => {
    const { data } = await find(south, { name: 'Yousaf' })
    expect(data?.people.edges).toHaveLength(1)
  })

  test.each<[string, Query]>([
    ['nothing', {}],
    ['a year alone', { birthYear: 1970 }],
    ['blanks', { name: '  ' }],
  ])('not by %s', async (_, query) => {
    const { data, errors } = await find(north, query)
    expect(data).toBeNull()
    expect(errors).toMatchObject([
      {
        message: 'Give a name or a village to search for.',
        path: ['people'],
        extensions: { code: 'SEARCH_TOO_WIDE' },
      },
    ])
  })
})

describe('a document', () => {
  const held = '9123456789012'
  const unknown = '9999999999999'
  const find = async (clerk: SignedIn, number: string) =>
    clerk.graphql(
      `query ($document: IdentifierInput!) { personByDocument(document: $document) {
         __typename ... on FoundPerson { person { name } } ... on Problem { code message path } } }`,
      { document: { kind: 'card', number } },
    )
  const family = (number: string) => ({
    idempotencyKey: `family of ${number}`,
    area: 'R2',
    consent: true,
    confirmNew: true,
    members: [
      { key: 'a', name: 'Somebody', sex: 'male', role: 'head', identifiers: [{ kind: 'card', number }] },
    ],
  })

  test('is found exactly, in any digits and with any hyphens', async () => {
    await register(north, 'R1', 'Pabbi', { name: 'Holder', identifiers: [{ kind: 'card', number: held }] })
    for (const number of [held, '91234-5678901-2', '۹۱۲۳۴۵۶۷۸۹۰۱۲'])
      expect((await find(north, number)).data).toEqual({
        personByDocument: { __typename: 'FoundPerson', person: { name: 'Holder' } },
      })
    expect((await find(north, '9123456789013')).data).toEqual({ personByDocument: null })
  })

  test('of another county is "registered elsewhere", and nothing more', async () => {
    const { data } = await find(south, held)
    expect(data).toEqual({
      personByDocument: {
        __typename: 'RegisteredElsewhere',
        code: 'REGISTERED_ELSEWHERE',
        message: 'Registered elsewhere: ask for a transfer.',
        path: ['document'],
      },
    })
    expect(await change(south, 'registerHousehold', family(held))).toEqual({
      __typename: 'RegisteredElsewhere',
      code: 'REGISTERED_ELSEWHERE',
      message: 'Registered elsewhere: ask for a transfer.',
      path: ['members', '0', 'identifiers', '0'],
    })
  })

  test('of another county changes no other answer: all else reads as if it had never been registered', async () => {
    const holder = await register(north, 'R1', 'Lonely', { name: 'Unseen Holder' })
    const ids = { household: holder.id, reference: holder.reference, person: member(holder, 0).person.id }
    const never = {
      household: '01890a5d-ac96-774b-bcce-b302099a8057',
      reference: 'ZZZ-ZZZ-ZZ0',
      person: '01890a5d-ac96-774b-bcce-b302099a8058',
    }
    const bytes = async ({ household, reference, person }: typeof ids) =>
      JSON.stringify([
        await south.graphql('query ($id: ID!) { household(id: $id) { id } }', { id: household }),
        await south.graphql('query ($r: String!) { household(reference: $r) { id } }', { r: reference }),
        await south.graphql(
          '{ people(name: "Unseen Holder") { edges { cursor } pageInfo { hasNextPage } } }',
        ),
        await change(south, 'recordFacts', { household, facts: [] }),
        await change(south, 'endMembership', { household, person, until: '2024-02-01', reason: 'x' }),
        await south.graphql(
          'mutation ($id: ID!) { screenHousehold(household: $id) { ... on Refusal { code message path } } }',
          {
            id: household,
          },
        ),
      ])
    expect(await bytes(ids)).toBe(await bytes(never))
  })

  test('that is asked for leaves an entry that does not hold it', async () => {
    await find(south, held)
    await find(north, held)
    await find(north, unknown)
    const entries = await platform.database.asAdmin<{ detail: object; subjects: number; text: string }>(
      `select detail, cardinality(subjects) as subjects, audit::text as text from audit
       where action = 'identifier.find' order by audit_id desc limit 3`,
    )
    expect(entries.map(({ detail, subjects }) => ({ ...detail, subjects }))).toEqual([
      { kind: 'card', found: 'nowhere', subjects: 0 },
      { kind: 'card', found: 'here', subjects: 1 },
      { kind: 'card', found: 'elsewhere', subjects: 0 },
    ])
    for (const { text } of entries) expect(text).not.toMatch(/\d{13}/)
  })

  test('may be asked for sixty times in an hour', async () => {
    platform.clock.advance(3_600_000)
    const codes = new Set<string>()
    for (let asked = 0; asked < 60; asked++) codes.add(JSON.stringify((await find(south, unknown)).data))
    expect([...codes]).toEqual(['{"personByDocument":null}'])
    expect((await find(south, held)).data).toMatchObject({ personByDocument: { code: 'RATE_LIMITED' } })
    expect((await find(north, unknown)).data).toEqual({ personByDocument: null })
    platform.clock.advance(3_600_000)
    expect((await find(south, unknown)).data).toEqual({ personByDocument: null })
  })

  test('may be asked for sixty times in an hour by one operation too', async () => {
    platform.clock.advance(3_600_000)
    const ask = (count: number) =>
      Array.from(
        { length: count },
        (_, n) => `a${n}: personByDocument(document: { kind: "card", number: "${unknown}" }) {
        ... on Problem { code } }`,
      ).join(' ')
    const { data } = await south.graphql<Record<string, { code: string } | null>>(`{ ${ask(62)} }`)
    expect(Object.values(data).map((answer) => answer?.code)).toEqual([
      ...Array(60).fill(undefined),
      'RATE_LIMITED',
      'RATE_LIMITED',
    ])
  })

  test('is asked for by many at once, more than there are connections', async () => {
    platform.clock.advance(3_600_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => find(north, held)))
    for (const { data } of answers)
      expect(data).toMatchObject({ personByDocument: { __typename: 'FoundPerson' } })
  })

  test('of other counties may be met twenty times in an hour; families without documents are registered all the same', async () => {
    platform.clock.advance(3_600_000)
    for (let met = 0; met < 20; met++)
      expect(await change(south, 'registerHousehold', family(held))).toMatchObject({
        code: 'REGISTERED_ELSEWHERE',
      })
    expect(await change(south, 'registerHousehold', family(held))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await change(south, 'registerHousehold', family(unknown))).toMatchObject({ code: 'RATE_LIMITED' })
    await register(south, 'R2', 'Pabbi', { name: 'No Papers' })
    platform.clock.advance(3_600_000)
    expect(await change(south, 'registerHousehold', family(held))).toMatchObject({
      code: 'REGISTERED_ELSEWHERE',
    })
  })
})
