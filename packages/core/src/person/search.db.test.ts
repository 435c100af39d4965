import { afterAll, describe, expect, test } from 'vitest'
import { prepareHousehold, writeHouseholds } from '../household/service.ts'
import { createTestPlatform, riverland } from '../testing/index.ts'
import { knownBy } from './known-by.ts'
import { REACH } from './search.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

interface Shown {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: { readonly id: string; readonly name: string }
  }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
async function find(query: object): Promise<Shown> {
  const { data, errors } = await clerk.graphql<{ people: Shown }>(
    `query ($name: String, $parentName: String, $village: String, $birthYear: Int, $first: Int, $after: String) {
       people(name: $name, parentName: $parentName, village: $village, birthYear: $birthYear, first: $first, after: $after) {
         edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } }`,
    { ...query },
  )
  expect(errors).toBeUndefined()
  return data.people
}
async function findAll(query: object): Promise<Shown[]> {
  const pages = [await find(query)]
  for (let last = pages.at(-1); last?.pageInfo.hasNextPage; last = pages.at(-1))
    pages.push(await find({ ...query, after: last.pageInfo.endCursor }))
  return pages
}
const namesOf = (pages: readonly Shown[]) => pages.flatMap(({ edges }) => edges.map(({ node }) => node.name))

async function register(
  people: readonly {
    readonly village: string
    readonly name: string
    readonly parentName: string
    readonly year?: number
  }[],
): Promise<void> {
  await platform.inSession('riverland', async (session) => {
    const households = people.map(({ village, name, parentName, year }, n) =>
      prepareHousehold(session, {
        idempotencyKey: `${village} ${n}`,
        area: 'R1',
        village,
        consent: true,
        members: [{ key: 'a', name, parentName, sex: 'male', role: 'head', birth: year ? { year } : null }],
      }),
    )
    await writeHouseholds(session, 'R1', households)
  })
}

/** Each in the spelling of its register, in those of others, and with one letter wrong. */
const NAMES = `
Muhammad Yousaf | Mohammed Yusuf, Mohammad Yousuf, محمد یوسف, محمد يوسف | Muhamnad Yousaf, محمد یوسق
Gul Khan | Gool Khaan, گل خان, ګل خان | Gul Kham, گل خام
Zarif | Zareef, ظریف, ظريف | Zarih, ظریک
Karim | Kareem, کریم, كريم | Karik, کریب
Ibrahim | Ebrahim, Ibraheem, ابراہیم, ابراهیم | Ibrakim, ابراسیم
Faisal | Faysal, Feisal, فیصل, فيصل | Faisat, فیصن
Habib | Habeeb, حبیب, حبيب | Habid, حبید
Wali Shah | Walee Shaah, ولی شاہ, ولي شاه | Wari Shah, ولی شام
Tariq | Tarik, Taariq, طارق | Tarip, طاپق
Rahmatullah | Rehmat Ullah, رحمت اللہ, رحمت الله | Rahnatullah, رحبت اللہ
Aurangzeb | Orangzeb, Aurangzaib, اورنگزیب, اورنګزېب | Aurangzel, اورنگزیت
Nasir | Naseer, ناصر | Nabir, نابر`
const parse = (line: string) =>
  line.split(' | ').map((part) => part.split(', ')) as [[string], string[], string[]]
const CALLED = NAMES.trim().split('\n').map(parse)
const VILLAGES: readonly [string, string][] = [
  'Pabbi | پبی',
  'Akora | اکوڑہ',
  'Jehangira | جہانگیرہ',
  'Manki | مانکی',
  'Badrashi | بدرشی',
].map((line) => line.split(' | ') as [string, string])

/** Everyone called so by everyone of the others, two thirds of the villages each, in half of the spellings. */
const registered = CALLED.flatMap((own, i) =>
  CALLED.flatMap((father, j) => {
    const village = VILLAGES[(i * 3 + j) % VILLAGES.length] ?? ['', '']
    const written = (called: (typeof CALLED)[number], n: number) =>
      [...called[0], ...called[1]][n % 3] ?? called[0][0]
    const person = { who: `${i} ${j}`, i, j, village, year: 1950 + ((i * 12 + j) % 50) }
    return [
      { ...person, name: written(own, i + j), parentName: written(father, j), written: village[j % 2] ?? '' },
    ]
  }),
)

describe('of 144 people of twelve names in three scripts', () => {
  type Registered = (typeof registered)[number]
  const ids = new Map<string, string>()
  const registering = register(
    registered.map(({ name, parentName, written, year }) => ({ name, parentName, village: written, year })),
  ).then(async () => {
    const people = await platform.database.asAdmin<{ person_id: string; name: string; parent_name: string }>(
      'select person_id, name, parent_name from person order by person_id',
    )
    expect(people).toHaveLength(registered.length)
    for (const [n, { person_id }] of people.entries()) ids.set(person_id, registered[n]?.who ?? '')
  })

  /** Of those meant how many are found, and of those found how many are meant. */
  async function measure(
    ask: (person: Registered, n: number) => { query: object; meant: (other: Registered) => boolean },
  ) {
    await registering
    const asked = registered.filter((_, n) => n % 5 === 0)
    let [recall, precision] = [0, 0]
    for (const [n, person] of asked.entries()) {
      const { query, meant } = ask(person, n)
      const wanted = new Set(registered.filter(meant).map(({ who }) => who))
      const { edges } = await find({ ...query, first: 100 })
      const hits = edges.filter(({ node }) => wanted.has(ids.get(node.id) ?? '')).length
      recall += hits / wanted.size
      precision += edges.length === 0 ? 1 : hits / edges.length
    }
    const rounded = (sum: number) => Math.round((sum / asked.length) * 1000) / 1000
    return { recall: rounded(recall), precision: rounded(precision) }
  }
  const spelling = (who: number, n: number) => CALLED[who]?.[1][n % (CALLED[who]?.[1].length ?? 1)] ?? ''
  const misspelling = (who: number, n: number) => CALLED[who]?.[2][n % 2] ?? ''

  test('by another spelling of all that is known', async () => {
    expect(
      await measure(({ i, j, who, village }, n) => ({
        query: { name: spelling(i, n), parentName: spelling(j, n + 1), village: village[(n + 1) % 2] },
        meant: (other) => other.who === who,
      })),
    ).toEqual({ recall: 1, precision: 1 })
  })

  test('by another spelling of the name alone', async () => {
    expect(
      await measure(({ i }, n) => ({ query: { name: spelling(i, n) }, meant: (other) => other.i === i })),
    ).toEqual({ recall: 1, precision: 1 })
  })

  test('by the name with one letter wrong, and another spelling of the father’s', async () => {
    const { recall, precision } = await measure(({ i, j, who }, n) => ({
      query: { name: misspelling(i, n), parentName: spelling(j, n) },
      meant: (other) => other.who === who,
    }))
    // Nabir for Nasir is two letters off: n is written m before b.
    expect(recall).toBeGreaterThanOrEqual(0.9)
    expect(precision).toBeGreaterThanOrEqual(0.9)
  })

  test('by name and father, born a year off', async () => {
    expect(
      await measure(({ i, j, who, year }, n) => ({
        query: { name: spelling(i, n), parentName: spelling(j, n), birthYear: year + (n % 2 ? 1 : -1) },
        meant: (other) => other.who === who,
      })),
    ).toEqual({ recall: 1, precision: 1 })
  })

  test('who was born in that year comes first, then who nearly was, each page behind the other', async () => {
    await registering
    await register([
      { village: 'Ranked', name: 'Ranked Near', parentName: 'Sultan', year: 1981 },
      { village: 'Ranked', name: 'Ranked Exact', parentName: 'Sultan', year: 1980 },
      { village: 'Ranked', name: 'Ranked Unknown', parentName: 'Sultan' },
      { village: 'Ranked', name: 'Ranked Far', parentName: 'Sultan', year: 1990 },
      { village: 'Ranked', name: 'Ranked Exact Too', parentName: 'Sultan', year: 1980 },
    ])
    const ranked = { name: 'Ranked', birthYear: 1980 }
    const order = ['Ranked Exact', 'Ranked Exact Too', 'Ranked Near', 'Ranked Unknown']
    for (const first of [1, 2, 3, 4, 5]) expect(namesOf(await findAll({ ...ranked, first }))).toEqual(order)
    // A page stays where it was, whoever comes before it meanwhile.
    const page = await find({ ...ranked, first: 2 })
    await register([{ village: 'Later', name: 'Ranked Exact Later', parentName: 'Sultan', year: 1980 }])
    const { edges } = await find({ ...ranked, first: 5, after: page.edges[1]?.cursor })
    expect(edges.map(({ node }) => node.name)).toEqual(['Ranked Exact Later', ...order.slice(2)])
  })

  test('what is found by a wrong letter goes on in pages too', async () => {
    await registering
    const all = namesOf([await find({ name: 'Zarih', first: 100 })])
    expect(all.length).toBeGreaterThan(10)
    expect(namesOf(await findAll({ name: 'Zarih', first: 5 }))).toEqual(all)
  })

  test('whoever was corrected is found by both names, and by the new year', async () => {
    await registering
    await register([{ village: 'Corrected', name: 'Before', parentName: 'Sultan', year: 1960 }])
    const [before] = (await find({ name: 'Before', village: 'Corrected' })).edges
    const household = await platform.database.asAdmin<{ household_id: string }>(
      'select household_id from membership where person_id = $1',
      [before?.node.id],
    )
    const { errors } = await clerk.graphql(
      'mutation ($input: CorrectPersonInput!) { correctPerson(input: $input) { ... on Problem { code } } }',
      {
        input: {
          household: household[0]?.household_id,
          person: before?.node.id,
          name: 'Afterwards',
          birth: { year: 1990 },
          reason: 'card',
        },
      },
    )
    expect(errors).toBeUndefined()
    for (const name of ['Before', 'Afterwards'])
      expect(namesOf([await find({ name, village: 'Corrected', birthYear: 1990 })])).toEqual(['Afterwards'])
  })
})

describe('of two names with 50,000 holders each, of whom one bears both', () => {
  const bits = (token: string) => knownBy([{ kind: 'name', token }], { birth_from: null, birth_to: null })
  const filling = platform.database.asAdmin(
    `with made as materialized (
       select n, ('01000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 100000) n
     ), people as (
       insert into person (tenant_id, operating_area, person_id, name, sex, birth_precision, recorded_at, recorded_by)
       select 'riverland', 'R1', id, case when n = 100000 then 'Common Usual' when n <= 50000 then 'Common' else 'Usual' end,
         'male', 'unknown', now(), 'test' from made
     )
     insert into name_token (tenant_id, operating_area, kind, token, person_id, known_by)
     select 'riverland', 'R1', 'name', t.token, id, case when n = 100000 then -1 else t.bits end from made
     cross join lateral (values ('kmn', $1::bigint, n <= 50000 or n = 100000), ('asl', $2, n > 50000)) as t (token, bits, held)
     where held`,
    [bits('kmn'), bits('asl')],
  )

  test('a page goes through a bounded number of them, and the next goes on', async () => {
    await filling
    const pages = await findAll({ name: 'Common Usual' })
    expect(namesOf(pages)).toEqual(['Common Usual'])
    expect(pages.length).toBe(50_000 / REACH + 1)
    expect(pages[0]?.edges).toEqual([])
    expect(pages[0]?.pageInfo.endCursor).not.toBeNull()
  })

  test('a page of one of them reads no more than the page', async () => {
    await filling
    expect(namesOf([await find({ name: 'Common', first: 3 })])).toEqual(['Common', 'Common', 'Common'])
  })
})
