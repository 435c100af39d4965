import {
  actorWho,
  createTestPlatform,
  highland,
  registered,
  riverland,
  type SignedIn,
} from '@onewindow/core/testing'
import { defineTenant, definitionOf } from '@onewindow/tenant'
import { afterAll, expect, test } from 'vitest'
import { followUp } from '../src/index.ts'

const definition = definitionOf(
  defineTenant(
    {
      id: 'riverland-follow-up',
      extends: [riverland.definition],
      extensions: ['follow-up'],
      roles: riverland.definition.roles.map((role) =>
        role.id === 'clerk' ? { ...role, actions: [...role.actions, 'follow-up:set'] } : role,
      ),
    },
    [followUp],
  ),
)
const platform = await createTestPlatform([definition, highland.definition], { extensions: [followUp] })
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland-follow-up', role: 'clerk', area: 'R1' })
const elsewhere = platform.as({ tenant: 'riverland-follow-up', role: 'clerk', area: 'R2' })

const set = async (who: SignedIn, household: string, on: string, language = 'en') =>
  (
    await who.graphql(
      `mutation ($key: ID!, $household: ID!, $on: Date!) {
         setFollowUp(idempotencyKey: $key, household: $household, on: $on) {
           __typename ... on FollowUp { dueOn } ... on Refusal { code message path } } }`,
      { key: `${household} ${on}`, household, on },
      language,
    )
  ).data.setFollowUp
const due = async (who: SignedIn, by: string) =>
  (
    await who.graphql('query ($by: Date!) { followUps(by: $by) { edges { node { household dueOn } } } }', {
      by,
    })
  ).data

test('a window says when it looks at a household again, and sees it when the day has come', async () => {
  const { id } = await registered(clerk, riverland.family(1, 'R1'))
  expect(await set(clerk, id, '2024-04-01')).toEqual({ __typename: 'FollowUp', dueOn: '2024-04-01' })
  expect(await set(clerk, id, '2024-03-15')).toMatchObject({ dueOn: '2024-03-15' })
  expect(await due(clerk, '2024-03-14')).toEqual({ followUps: { edges: [] } })
  const node = { household: id, dueOn: '2024-03-15' }
  expect(await due(clerk, '2024-03-15')).toEqual({ followUps: { edges: [{ node }] } })
  const { data } = await clerk.graphql('query ($id: ID!) { household(id: $id) { followUp { dueOn } } }', {
    id,
  })
  expect(data).toEqual({ household: { followUp: { dueOn: '2024-03-15' } } })
})

test('a day that has passed is refused, in the reader’s language', async () => {
  const { id } = await registered(clerk, riverland.family(2, 'R1'))
  expect(await set(clerk, id, '2024-02-29')).toEqual({
    __typename: 'Refusal',
    code: 'FOLLOW_UP_PAST',
    message: 'This day has passed: name one that is still to come.',
    path: ['on'],
  })
  expect(await set(clerk, id, '2024-02-28', 'ur')).toMatchObject({ message: expect.stringContaining('گزر') })
  expect(await set(clerk, id, 'soon')).toMatchObject({ code: 'IMPOSSIBLE_DATE', path: ['on'] })
})

test('it goes with the family to another area, and is seen nowhere else', async () => {
  const { id, reference } = await registered(clerk, riverland.family(3, 'R1'))
  await set(clerk, id, '2024-05-01')
  expect(await set(elsewhere, id, '2024-05-02')).toMatchObject({ code: 'NOT_FOUND' })
  const seen = async (who: SignedIn) => JSON.stringify(await due(who, '2030-01-01')).includes(id)
  expect([await seen(clerk), await seen(elsewhere)]).toEqual([true, false])
  await elsewhere.graphql(
    `mutation ($reference: String!) {
       transferHousehold(input: { reference: $reference, toArea: "R2", agreed: true }) { __typename } }`,
    { reference },
  )
  expect([await seen(clerk), await seen(elsewhere)]).toEqual([false, true])
})

test('a tenant that has not enabled it is told so before any SQL', async () => {
  const stranger = platform.as(actorWho(highland.definition, 'household.register', highland.areas[0]))
  const { id } = await registered(stranger, highland.family(1, highland.areas[0]))
  platform.statements()
  for (const call of [
    '{ followUps(by: "2024-03-01") { edges { cursor } } }',
    'query ($id: ID!) { household(id: $id) { id followUp { dueOn } } }',
    '{ households { edges { node { ...more } } } } fragment more on Household { followUp { dueOn } }',
    'mutation ($id: ID!) { setFollowUp(idempotencyKey: "x", household: $id, on: "2024-04-01") { __typename } }',
  ]) {
    const { data, errors } = await stranger.graphql(call, { id })
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([
      { extensions: { code: 'EXTENSION_NOT_ENABLED' }, message: 'This is not in use here.' },
    ])
  }
  expect(platform.statements()).toEqual([])
})
