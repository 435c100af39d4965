import { inTenant } from '@onewindow/db'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { findCurrentRelease } from '../release/service.ts'
import { loadSnapshot } from '../screening/snapshot.ts'
import {
  change,
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })

let families = 0
/** Mother, child, and a husband who is no parent. */
async function family() {
  const input = riverland.family(++families, 'R1')
  const husband = { key: 'husband', name: `Gul ${families}`, sex: 'male', role: 'spouse' } as const
  const household = await registered(clerk, {
    ...input,
    members: [...input.members, husband],
    relationships: [
      ...(input.relationships ?? []),
      { person: 'mother', relation: 'spouse', relative: 'husband' },
    ],
  })
  const [mother = '', child = '', father = ''] = household.members.map(({ person }) => person.id)
  return { ...household, mother, child, father }
}

/** What stands, as known now, without the ids of rows: equal before a change and after it was undone. */
const standing = async (...households: readonly string[]) => {
  const people = 'select person_id from membership where household_id = any($1::uuid[])'
  const [row] = await platform.database.asAdmin<{ standing: string }>(
    `select jsonb_build_object(
       'stays', (select jsonb_agg(jsonb_build_array(household_id, person_id, role, presence, reason, valid_from, valid_to)
         order by person_id, valid_from, household_id, presence, role) from membership where recorded_to = 'infinity' and person_id in (${people})),
       'links', (select jsonb_agg(jsonb_build_array(person_id, relation, relative_id, valid_from, valid_to)
         order by person_id, relation, relative_id) from relationship where recorded_to = 'infinity' and person_id in (${people})),
       'enrolments', (select jsonb_agg(jsonb_build_array(household_id, programme, state, level, valid_from) order by enrolment_id)
         from enrolment where recorded_to = 'infinity' and household_id = any($1::uuid[])),
       'dead', (select jsonb_agg(jsonb_build_array(person_id, died_on) order by person_id) from person where person_id in (${people}))
     )::text as standing`,
    [households],
  )
  return row?.standing
}

async function lastChange({ id }: { readonly id: string }) {
  const { data } = await clerk.graphql<{
    household: { changes: { id: string; kind: string; undone: boolean }[] }
  }>('query ($id: ID!) { household(id: $id) { changes { id kind undone } } }', { id })
  return data.household.changes.at(-1)
}
const undo = async (of: { readonly id: string }) =>
  change(clerk, 'undoChange', { id: (await lastChange(of))?.id, reason: 'entered by mistake' })

const people = ({ members }: ShownHousehold) =>
  members.filter(({ until }) => until === null).map(({ role, person }) => `${person.name} ${role}`)

describe('a split', () => {
  const splitOf = async () => {
    const old = await family()
    const input = {
      idempotencyKey: `split ${families}`,
      household: old.id,
      members: [
        { person: old.father, role: 'head' },
        { person: old.child, role: 'child' },
      ],
      from: '2024-02-01',
      reason: 'moved out',
    }
    return { old, input, before: await standing(old.id) }
  }

  test('gives those who move a household of their own, and nothing of what the old one was known for', async () => {
    const { old, input } = await splitOf()
    const split = await changed(clerk, 'splitHousehold', input)
    expect(split.reference).not.toBe(old.reference)
    expect(people(split)).toEqual([`Gul ${families} head`, `Spogmai ${families} child`])
    expect(split.facts).toEqual([])
    const { data } = await clerk.graphql<{ household: ShownHousehold }>(
      'query ($id: ID!) { household(id: $id) { facts { kind } members { role until person { name } } } }',
      { id: old.id },
    )
    expect(data.household.facts.map(({ kind }) => kind)).toEqual(['income'])
    expect(people(data.household)).toEqual([`Zarmina ${families} head`])
    expect((await changed(clerk, 'splitHousehold', input)).id).toBe(split.id)
  })

  test('is undone without a gap', async () => {
    const { old, input, before } = await splitOf()
    const split = await changed(clerk, 'splitHousehold', input)
    expect(await standing(old.id)).not.toBe(before)
    expect(await undo(old)).toMatchObject({ household: { id: old.id } })
    expect(await standing(old.id)).toBe(before)
    expect(people(await changed(clerk, 'linkMembers', { household: split.id, relationships: [] }))).toEqual(
      [],
    )
    expect(await undo(old)).toMatchObject({ code: 'UNDO_OF_UNDO' })
  })

  test.each([
    ['of nobody', { members: [] }, 'SPLIT_OF_NOBODY members'],
    ['of a stranger', { members: [{ person: 'x', role: 'head' }] }, 'NOT_FOUND members.0.person'],
    ['tomorrow', { from: '2024-03-02' }, 'FUTURE_DATE from'],
    ['without reason', { reason: ' ' }, 'REASON_REQUIRED reason'],
  ])('%s is refused', async (_, over, expected) => {
    const { old, input, before } = await splitOf()
    const answer = await change(clerk, 'splitHousehold', { ...input, ...over })
    expect(answer.household ?? `${answer.code} ${answer.path.join('.')}`).toBe(expected)
    expect(await standing(old.id)).toBe(before)
  })

  test('with everyone, twice the same or two heads is refused', async () => {
    const { old, input } = await splitOf()
    const as = (role: string, ...ids: readonly string[]) => ids.map((person) => ({ person, role }))
    for (const [members, code] of [
      [as('other', old.mother, old.father, old.child), 'SPLIT_OF_ALL'],
      [as('other', old.child, old.child), 'KEY_TWICE'],
      [as('head', old.child, old.father), 'TWO_HEADS'],
    ] as const)
      expect(await change(clerk, 'splitHousehold', { ...input, members })).toMatchObject({ code })
  })
})

describe('a merge', () => {
  test('brings everyone under one roof and head, and is undone without a gap', async () => {
    const [into, from] = [await family(), await family()]
    const before = await standing(into.id, from.id)
    const input = {
      into: into.id,
      from: from.id,
      on: '2024-02-01',
      formerHeadRole: 'relative',
      reason: 'live together',
    }
    const merged = await changed(clerk, 'mergeHouseholds', input)
    expect(people(merged).filter((one) => one.endsWith('head'))).toHaveLength(1)
    expect(people(merged)).toHaveLength(6)
    expect(await change(clerk, 'mergeHouseholds', input)).toMatchObject({ code: 'SPLIT_OF_NOBODY' })
    await undo(into)
    expect(await standing(into.id, from.id)).toBe(before)
  })

  describe('of households of which one takes part', () => {
    const relief = (enrolled: boolean) => ({
      programme: 'relief',
      enrolled,
      level: 'declared' as const,
      asOf: '2024-01-10',
    })
    const home = async (takesPart: boolean) =>
      registered(clerk, {
        ...riverland.family(++families, 'R1'),
        ...(takesPart && { enrolments: [relief(true)] }),
      })
    const merge = (into: { readonly id: string }, from: { readonly id: string }) =>
      changed(clerk, 'mergeHouseholds', {
        into: into.id,
        from: from.id,
        on: '2024-02-01',
        formerHeadRole: 'relative',
        reason: 'live together',
      })
    /** As the rules read it on a day. */
    const states = async ({ id }: { readonly id: string }) =>
      (
        await platform.database.asAdmin<{ said: string }>(
          `select valid_from || ' ' || coalesce(state, 'no') as said from enrolment
           where household_id = $1 and recorded_to = 'infinity' order by valid_from, recorded_from, enrolment_id`,
          [id],
        )
      ).map(({ said }) => said)

    test('it goes on in the joint one, and not in the other; undone, it is as it was', async () => {
      const [into, from] = [await home(false), await home(true)]
      const before = await standing(into.id, from.id)
      await merge(into, from)
      expect(await states(into)).toEqual(['2024-02-01 enrolled'])
      expect(await states(from)).toEqual(['2024-01-10 enrolled', '2024-02-01 exited'])
      await undo(into)
      expect(await standing(into.id, from.id)).toBe(before)
    })

    test('where both take part, neither is ended', async () => {
      const [into, from] = [await home(true), await home(true)]
      await merge(into, from)
      expect(await states(into)).toEqual(['2024-01-10 enrolled'])
      expect(await states(from)).toEqual(['2024-01-10 enrolled'])
    })

    test('what was said since of the joint one is undone first', async () => {
      const [into, from] = [await home(false), await home(true)]
      await merge(into, from)
      await changed(clerk, 'declareEnrolments', {
        household: into.id,
        enrolments: [{ ...relief(false), asOf: '2024-02-02' }],
      })
      expect(await undo(into)).toMatchObject({ code: 'CHANGED_SINCE' })
      expect(await states(into)).toEqual(['2024-02-01 enrolled', '2024-02-02 no'])
    })
  })

  test('with itself, or of another county’s family, is refused', async () => {
    const into = await family()
    const far = await registered(south, riverland.family(++families, 'R2'))
    const input = { into: into.id, on: '2024-02-01', formerHeadRole: 'relative', reason: 'live together' }
    expect(await change(clerk, 'mergeHouseholds', { ...input, from: into.id })).toMatchObject({
      code: 'MERGE_WITH_ITSELF',
    })
    expect(await change(clerk, 'mergeHouseholds', { ...input, from: far.id })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['from'],
    })
  })
})

test('another head: the former one takes another role', async () => {
  const home = await family()
  const before = await standing(home.id)
  const input = { household: home.id, person: home.father, from: '2024-02-01', formerRole: 'spouse' }
  const after = await changed(clerk, 'changeHead', input)
  expect(people(after).sort()).toEqual(
    [`Gul ${families} head`, `Spogmai ${families} child`, `Zarmina ${families} spouse`].sort(),
  )
  expect(await change(clerk, 'changeHead', input)).toMatchObject({ code: 'ALREADY_HEAD' })
  expect(
    await change(clerk, 'changeHead', { ...input, person: home.mother, formerRole: 'head' }),
  ).toMatchObject({
    code: 'TWO_HEADS',
  })
  await undo(home)
  expect(await standing(home.id)).toBe(before)
})

describe('a death', () => {
  const died = (home: { readonly id: string; readonly father: string }) => ({
    household: home.id,
    person: home.father,
    diedOn: '2024-02-01',
    reason: 'certificate of the council',
  })

  test('ends stay and marriage, not parenthood; undone, all goes on', async () => {
    const home = await family()
    await changed(clerk, 'linkMembers', {
      household: home.id,
      relationships: [{ person: home.child, relation: 'father', relative: home.father }],
    })
    const before = await standing(home.id)
    const after = await changed(clerk, 'recordDeath', died(home))
    expect(people(after)).toHaveLength(2)
    const { data } = await clerk.graphql(
      `query ($id: ID!) { household(id: $id) { members { person { diedOn relationships { relation until } } } } }`,
      { id: home.id },
    )
    expect(data).toMatchObject({
      household: {
        members: expect.arrayContaining([
          { person: { diedOn: null, relationships: [{ relation: 'spouse', until: '2024-02-01' }] } },
          { person: { diedOn: '2024-02-01', relationships: [] } },
          {
            person: {
              diedOn: null,
              relationships: [
                { relation: 'mother', until: null },
                { relation: 'father', until: null },
              ],
            },
          },
        ]),
      },
    })
    expect(await change(clerk, 'recordDeath', died(home))).toMatchObject({ code: 'ALREADY_DEAD' })
    await undo(home)
    expect(await standing(home.id)).toBe(before)
    expect(await lastChange(home)).toMatchObject({ kind: 'undo' })
  })

  test('before birth is refused', async () => {
    const home = await family()
    expect(
      await change(clerk, 'recordDeath', { ...died(home), person: home.child, diedOn: '2016-03-01' }),
    ).toMatchObject({ code: 'DIED_BEFORE_BIRTH', path: ['diedOn'] })
  })
})

test('what something was built upon is not undone', async () => {
  const home = await family()
  const stay = { household: home.id, person: home.child }
  await changed(clerk, 'setMembership', { ...stay, from: '2024-02-01', presence: 'absent' })
  const first = await lastChange(home)
  await changed(clerk, 'endMembership', { ...stay, until: '2024-02-10', reason: 'married' })
  const input = { id: first?.id, reason: 'wrong person' }
  expect(await change(clerk, 'undoChange', input)).toMatchObject({ code: 'CHANGED_SINCE', path: ['id'] })
  await undo(home)
  expect(await change(clerk, 'undoChange', input)).toMatchObject({ household: { id: home.id } })
  expect(await change(clerk, 'undoChange', input)).toMatchObject({ code: 'ALREADY_UNDONE' })
})

test('whatever happened to two households, undone from the last to the first, leaves what was before', async () => {
  const kinds = ['away', 'left', 'head', 'split', 'merge', 'death'] as const
  let done = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(2), fc.integer({ min: 11, max: 28 })), {
        minLength: 1,
        maxLength: 6,
      }),
      async (steps) => {
        const [home, other] = [await family(), await family()]
        const before = await standing(home.id, other.id)
        for (const [index, [kind, who, day]] of steps.entries()) {
          const person = [home.mother, home.child, home.father][who]
          const from = `2024-02-${day}`
          const at = { household: home.id, person }
          const calls = {
            away: ['setMembership', { ...at, from, presence: 'absent' }],
            left: ['endMembership', { ...at, until: from, reason: 'left' }],
            head: ['changeHead', { ...at, from, formerRole: 'other' }],
            death: ['recordDeath', { ...at, diedOn: from, reason: 'seen' }],
            merge: [
              'mergeHouseholds',
              { into: home.id, from: other.id, on: from, formerHeadRole: 'other', reason: 'one roof' },
            ],
            split: [
              'splitHousehold',
              {
                idempotencyKey: `random ${families} ${index}`,
                household: home.id,
                members: [{ person, role: 'head' }],
                from,
                reason: 'own roof',
              },
            ],
          } as const
          const [mutation, input] = calls[kind]
          if ((await change(clerk, mutation, input)).household) done++
        }
        const { data } = await clerk.graphql<{ household: { changes: { id: string }[] } }>(
          'query ($id: ID!) { household(id: $id) { changes { id } } }',
          { id: home.id },
        )
        for (const { id } of data.household.changes.toReversed())
          expect(await change(clerk, 'undoChange', { id, reason: 'all wrong' })).toMatchObject({
            household: { id: home.id },
          })
        expect(await standing(home.id, other.id)).toBe(before)
      },
    ),
    { numRuns: 25 },
  )
  expect(done).toBeGreaterThan(40)
})

describe('a correction', () => {
  test('replaces what was entered, is found by both names, and keeps what was believed', async () => {
    const home = await family()
    const knownAt = platform.clock.now()
    const input = {
      household: home.id,
      person: home.child,
      name: 'Palwasha',
      sex: 'male',
      birth: { year: 2010 },
      reason: 'B-form',
    }
    const after = await changed(clerk, 'correctPerson', input)
    expect(after.members.map(({ person }) => [person.name, person.birth.from])).toContainEqual([
      'Palwasha',
      '2010-01-01',
    ])
    for (const name of ['Palwasha', `Spogmai ${families}`]) {
      const { data } = await clerk.graphql(
        'query ($name: String!) { people(name: $name) { edges { node { id } } } }',
        { name },
      )
      expect(data).toEqual({ people: { edges: [{ node: { id: home.child } }] } })
    }
    const release = await findCurrentRelease(platform.db, 'riverland')
    if (!release) throw new Error('nothing is applied')
    const snapshot = (at: Date) =>
      inTenant(
        platform.db,
        { scope: { tenant: 'riverland', areas: ['R1'] }, mode: 'read' },
        async (tx) =>
          (
            await loadSnapshot(tx, release, {
              household: home.id as Parameters<typeof loadSnapshot>[2]['household'],
              area: 'R1',
              on: '2024-03-01',
              knownAt: at,
            })
          ).members.find(({ id }) => id === home.child)?.facts,
      )
    expect(await snapshot(knownAt)).toMatchObject({
      sex: { value: 'female' },
      birth_date: { value: { from: '2016-03-02' } },
    })
    expect(await snapshot(platform.clock.now())).toMatchObject({
      sex: { value: 'male' },
      birth_date: { value: { from: '2010-01-01' } },
    })
  })

  test('of a relationship: a divorce ends it, a mistake takes it back', async () => {
    const home = await family()
    const link = { household: home.id, person: home.father, relation: 'spouse', relative: home.mother }
    const links = async () =>
      (
        await clerk.graphql<{
          household: {
            members: { person: { relationships: { relation: string; until: string | null }[] } }[]
          }
        }>(
          'query ($id: ID!) { household(id: $id) { members { person { relationships { relation until } } } } }',
          { id: home.id },
        )
      ).data.household.members.flatMap(({ person }) =>
        person.relationships.map(({ relation, until }) => `${relation} ${until}`),
      )
    await changed(clerk, 'endRelationship', { ...link, until: '2024-02-01', reason: 'divorced' })
    expect(await links()).toEqual(expect.arrayContaining(['spouse 2024-02-01', 'mother null']))
    expect(await change(clerk, 'endRelationship', { ...link, reason: 'again' })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['relation'],
    })
    const mother = { household: home.id, person: home.child, relation: 'mother', relative: home.mother }
    await changed(clerk, 'endRelationship', { ...mother, reason: 'an aunt' })
    expect(await links()).toEqual(['spouse 2024-02-01'])
  })

  test('of a document: it is in no list, and its true holder can be registered with it', async () => {
    const [home, other] = [await family(), await family()]
    const number = `9${String(families - 1).padStart(12, '0')}`
    const identifiers = async () =>
      (
        await clerk.graphql<{
          household: { members: { person: { identifiers: { id: string; number: string }[] } }[] }
        }>('query ($id: ID!) { household(id: $id) { members { person { identifiers { id number } } } } }', {
          id: home.id,
        })
      ).data.household.members.flatMap(({ person }) => person.identifiers)
    const [document] = await identifiers()
    const add = { household: other.id, person: other.child, identifier: { kind: 'card', number } }
    expect(await change(clerk, 'addIdentifier', add)).toMatchObject({ code: 'IDENTIFIER_TAKEN' })
    const input = { id: document?.id, reason: 'the neighbour’s card' }
    expect(await change(south, 'releaseIdentifier', input)).toMatchObject({ code: 'NOT_FOUND', path: ['id'] })
    expect((await changed(clerk, 'releaseIdentifier', input)).id).toBe(home.id)
    expect(await identifiers()).toEqual([])
    await changed(clerk, 'addIdentifier', add)
    expect(await change(clerk, 'releaseIdentifier', input)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of a sensitive fact: it is taken back, and the answer does not tell whether there was one', async () => {
    const home = await family()
    const withdraw = (person: string) =>
      change(clerk, 'withdrawFacts', { household: home.id, person, fact: 'pregnant', reason: 'misheard' })
    const standing = () =>
      platform.database.asAdmin(
        `select from fact where kind = 'pregnant' and person_id = $1 and recorded_to = 'infinity'`,
        [home.mother],
      )
    expect(await standing()).toHaveLength(1)
    expect(await withdraw(home.mother)).toEqual(await withdraw(home.child))
    expect(await standing()).toHaveLength(0)
    expect(
      await change(clerk, 'withdrawFacts', { household: home.id, fact: 'luck', reason: 'x' }),
    ).toMatchObject({ code: 'UNKNOWN_FACT', path: ['fact'] })
  })
})

describe('someone who comes from another county alone', () => {
  const bride = async (left: boolean) => {
    const home = await family()
    const number = `9${String(9_000_000 + families).padStart(12, '0')}`
    const document = { kind: 'card', number }
    await changed(clerk, 'addIdentifier', { household: home.id, person: home.child, identifier: document })
    const end = { household: home.id, person: home.child, until: '2024-01-20', reason: 'married' }
    if (left) await changed(clerk, 'endMembership', end)
    const next = await registered(south, riverland.family(++families, 'R2'))
    return { home, next, input: { document, household: next.id, from: '2024-02-01', role: 'spouse' } }
  }

  test.each([true, false])('lives here from then on, and nowhere else (had left: %s)', async (left) => {
    const { home, next, input } = await bride(left)
    const after = await changed(south, 'transferPerson', { ...input, agreed: true })
    expect(after.members.map(({ person }) => person.id)).toContain(home.child)
    const { data } = await clerk.graphql<{ household: ShownHousehold }>(
      'query ($id: ID!) { household(id: $id) { members { until person { id name } } } }',
      { id: home.id },
    )
    expect(data.household.members.filter(({ until }) => until === null)).toHaveLength(2)
    expect(JSON.stringify(data)).not.toContain(home.child)
    expect(await change(south, 'transferPerson', { ...input, agreed: true })).toMatchObject({
      code: 'ALREADY_HERE',
    })
    expect(member(after, 2).person.id).toBe(home.child)
    expect(next.id).toBe(after.id)
  })

  test('who does not agree, or shows a number that nobody holds, stays where they are', async () => {
    const { home, input } = await bride(false)
    const before = await standing(home.id)
    expect(await change(south, 'transferPerson', { ...input, agreed: false })).toMatchObject({
      code: 'CONSENT_REQUIRED',
      path: ['agreed'],
    })
    const nobodys = { kind: 'card', number: '9777777777777' }
    expect(
      await change(south, 'transferPerson', { ...input, document: nobodys, agreed: true }),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['document'] })
    expect(
      await change(south, 'transferPerson', { ...input, household: home.id, agreed: true }),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['household'] })
    expect(await standing(home.id)).toBe(before)
  })
})

describe('undoing what reaches another county now', () => {
  const transferPerson = async (home: { readonly id: string }, person: string) => {
    const document = { kind: 'card', number: `9${String(9_500_000 + families).padStart(12, '0')}` }
    await changed(clerk, 'addIdentifier', { household: home.id, person, identifier: document })
    const next = await registered(south, riverland.family(++families, 'R2'))
    const input = { document, household: next.id, from: '2024-02-05', role: 'relative', agreed: true }
    await changed(south, 'transferPerson', input)
    return next
  }
  const changesOf = async (who: typeof clerk, { id }: { readonly id: string }) =>
    (
      await who.graphql<{ household: { changes: { id: string }[] } }>(
        'query ($id: ID!) { household(id: $id) { changes { id } } }',
        { id },
      )
    ).data.household.changes
  const refused = { code: 'ELSEWHERE_NOW', path: ['id'] }

  test('someone’s coming from there', async () => {
    const home = await family()
    const next = await transferPerson(home, home.child)
    const before = await standing(home.id, next.id)
    const [arrival] = await changesOf(south, next)
    expect(await change(south, 'undoChange', { id: arrival?.id, reason: 'no' })).toMatchObject(refused)
    expect(await standing(home.id, next.id)).toBe(before)
  })

  test('a merge with a household that was transferred since', async () => {
    const [into, from] = [await family(), await family()]
    const input = {
      into: into.id,
      from: from.id,
      on: '2024-02-01',
      formerHeadRole: 'relative',
      reason: 'one roof',
    }
    await changed(clerk, 'mergeHouseholds', input)
    await changed(south, 'transferHousehold', { reference: from.reference, toArea: 'R2', agreed: true })
    const before = await standing(into.id, from.id)
    expect(await undo(into)).toMatchObject(refused)
    expect(await standing(into.id, from.id)).toBe(before)
  })

  test('a split whose new household moved there', async () => {
    const home = await family()
    await changed(clerk, 'setMembership', {
      household: home.id,
      person: home.child,
      from: '2024-02-01',
      presence: 'absent',
    })
    const split = await changed(clerk, 'splitHousehold', {
      idempotencyKey: `far ${families}`,
      household: home.id,
      members: [{ person: home.child, role: 'head' }],
      from: '2024-02-02',
      reason: 'own roof',
    })
    await changed(south, 'transferHousehold', { reference: split.reference, toArea: 'R2', agreed: true })
    const before = await standing(home.id)
    expect(await undo(home)).toMatchObject(refused)
    expect(await standing(home.id)).toBe(before)
  })

  test('a divorce, and a death, of someone who lives there', async () => {
    const [one, two] = [await family(), await family()]
    const link = { household: one.id, person: one.mother, relation: 'spouse', relative: one.father }
    await changed(clerk, 'endRelationship', { ...link, until: '2024-02-01', reason: 'divorced' })
    await transferPerson(one, one.mother)
    expect(await undo(one)).toMatchObject(refused)
    await changed(clerk, 'recordDeath', {
      household: two.id,
      person: two.father,
      diedOn: '2024-02-01',
      reason: 'seen',
    })
    await transferPerson(two, two.mother)
    expect(await undo(two)).toMatchObject(refused)
  })

  test('a death is still undone where the family lives now', async () => {
    const home = await family()
    const before = await standing(home.id)
    await changed(clerk, 'recordDeath', {
      household: home.id,
      person: home.father,
      diedOn: '2024-02-01',
      reason: 'seen',
    })
    await changed(south, 'transferHousehold', { reference: home.reference, toArea: 'R2', agreed: true })
    const [death] = await changesOf(south, home)
    expect(await change(clerk, 'undoChange', { id: death?.id, reason: 'no' })).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await change(south, 'undoChange', { id: death?.id, reason: 'alive' })).toMatchObject({
      household: { id: home.id },
    })
    expect(await standing(home.id)).toBe(before)
  })
})

test('of several undos at one moment one succeeds, and the others are told why', async () => {
  for (let round = 0; round < 10; round++) {
    const home = await family()
    const link = { household: home.id, person: home.mother, relation: 'spouse', relative: home.father }
    await changed(clerk, 'endRelationship', { ...link, reason: 'a cousin' })
    const id = (await lastChange(home))?.id
    const answers = await Promise.all([1, 2, 3].map(() => change(clerk, 'undoChange', { id, reason: 'no' })))
    expect(answers.map((answer) => (answer.household ? 'undone' : answer.code)).sort()).toEqual([
      'ALREADY_UNDONE',
      'ALREADY_UNDONE',
      'undone',
    ])
  }
})

test('an undo and a transfer at one moment: one after the other, whichever is first', async () => {
  for (let round = 0; round < 10; round++) {
    const home = await family()
    await changed(clerk, 'changeHead', {
      household: home.id,
      person: home.father,
      from: '2024-02-01',
      formerRole: 'spouse',
    })
    const id = (await lastChange(home))?.id
    const [undone, moved] = await Promise.all([
      change(clerk, 'undoChange', { id, reason: 'no' }),
      change(south, 'transferHousehold', { reference: home.reference, toArea: 'R2', agreed: true }),
    ])
    expect(moved.household?.area.id).toBe('R2')
    expect(undone.household ? 'undone' : undone.code).toMatch(/^(undone|NOT_FOUND)$/)
  }
})

describe('the dead', () => {
  test('live nowhere, head nothing, marry nobody, and were not born later', async () => {
    const [home, other] = [await family(), await family()]
    const input = { household: home.id, person: home.father, diedOn: '2024-02-01', reason: 'seen' }
    const stay = { household: home.id, person: home.father, from: '2024-02-10' }
    await changed(clerk, 'endMembership', {
      household: home.id,
      person: home.father,
      until: '2024-02-20',
      reason: 'left',
    })
    await changed(clerk, 'recordDeath', input)
    const [row] = await platform.database.asAdmin<{ until: string }>(
      `select valid_to::text as until from membership where person_id = $1 and recorded_to = 'infinity'`,
      [home.father],
    )
    expect(row?.until).toBe('2024-02-01')
    expect(await change(clerk, 'setMembership', stay)).toMatchObject({ code: 'DEAD', path: ['person'] })
    expect(await change(clerk, 'setMembership', { ...stay, household: other.id })).toMatchObject({
      code: 'DEAD',
    })
    const relationships = [{ person: home.child, relation: 'guardian', relative: home.father }]
    expect(await change(clerk, 'linkMembers', { household: home.id, relationships })).toMatchObject({
      code: 'DEAD',
      path: ['relationships', '0'],
    })
    const born = { household: home.id, person: home.father, birth: { date: '2024-02-20' }, reason: 'B-form' }
    expect(await change(clerk, 'correctPerson', born)).toMatchObject({
      code: 'DIED_BEFORE_BIRTH',
      path: ['birth'],
    })
    const document = { kind: 'card', number: `9${String(9_700_000 + families).padStart(12, '0')}` }
    await changed(clerk, 'addIdentifier', { household: home.id, person: home.father, identifier: document })
    const next = await registered(south, riverland.family(++families, 'R2'))
    const come = { document, household: next.id, from: '2024-02-10', role: 'head', agreed: true }
    expect(await change(south, 'transferPerson', come)).toMatchObject({ code: 'DEAD', path: ['document'] })
  })

  test('a death and a move at one moment: the dead do not come to live anywhere', async () => {
    for (let round = 0; round < 10; round++) {
      const [home, other] = [await family(), await family()]
      await changed(clerk, 'endMembership', {
        household: home.id,
        person: home.father,
        until: '2024-01-20',
        reason: 'left',
      })
      await Promise.all([
        change(clerk, 'recordDeath', {
          household: home.id,
          person: home.father,
          diedOn: '2024-02-01',
          reason: 'seen',
        }),
        change(clerk, 'setMembership', { household: other.id, person: home.father, from: '2024-02-10' }),
      ])
      const living = await platform.database.asAdmin(
        `select from membership where person_id = $1 and recorded_to = 'infinity' and valid_to is null`,
        [home.father],
      )
      expect(living).toEqual([])
    }
  })
})

test('an undo that would give a child two mothers is refused', async () => {
  const home = await family()
  const link = { household: home.id, person: home.child, relation: 'mother', relative: home.mother }
  await changed(clerk, 'endRelationship', { ...link, reason: 'an aunt' })
  const mistake = await lastChange(home)
  const relationships = [{ person: home.child, relation: 'mother', relative: home.father }]
  await changed(clerk, 'linkMembers', { household: home.id, relationships })
  const before = await standing(home.id)
  expect(await change(clerk, 'undoChange', { id: mistake?.id, reason: 'no' })).toMatchObject({
    code: 'CHANGED_SINCE',
  })
  expect(await standing(home.id)).toBe(before)
})

test('who never lived there gives up a document that was entered for them', async () => {
  const [home, other] = [await family(), await family()]
  const { data } = await clerk.graphql<{
    household: { members: { person: { identifiers: { id: string }[] } }[] }
  }>('query ($id: ID!) { household(id: $id) { members { person { identifiers { id } } } } }', { id: home.id })
  const [document] = data.household.members.flatMap(({ person }) => person.identifiers)
  const stay = { household: home.id, person: home.mother, until: '2024-01-10', reason: 'never lived here' }
  await changed(clerk, 'endMembership', stay)
  expect((await changed(clerk, 'releaseIdentifier', { id: document?.id, reason: 'not hers' })).id).toBe(
    home.id,
  )
  const number = `9${String(families - 1).padStart(12, '0')}`
  await changed(clerk, 'addIdentifier', {
    household: other.id,
    person: other.child,
    identifier: { kind: 'card', number },
  })
})

test('a second head is refused, and becoming the head moves nobody in earlier', async () => {
  const home = await family()
  const stay = { household: home.id, person: home.father, from: '2024-02-01' }
  expect(await change(clerk, 'setMembership', { ...stay, role: 'head' })).toMatchObject({
    code: 'TWO_HEADS',
    path: ['role'],
  })
  const after = await changed(clerk, 'changeHead', { ...stay, from: '2000-01-01', formerRole: 'spouse' })
  expect(new Set(after.members.map(({ from }) => from))).toEqual(new Set(['2024-01-10']))
})

test('a reason is kept with what was taken back, for the window alone', async () => {
  const home = await family()
  const [fact] = home.facts
  await changed(clerk, 'correctFact', { id: fact?.id, reason: 'misheard' })
  expect(
    await platform.database.asAdmin('select ended_reason from fact where fact_id = $1', [fact?.id]),
  ).toEqual([{ ended_reason: 'misheard' }])
  const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  const { errors } = await officer.graphql('{ households { edges { node { changes { reason } } } } }')
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
})
