import {
  actorsOf,
  actorWho,
  type FictionalTenant,
  highland,
  riverland,
  type TestActor,
} from '@onewindow/core/testing'
import { afterAll, describe, expect, test } from 'vitest'
import type { HttpAnswer } from './client.ts'
import { callOf, findFaults, findLeaks, type RootField, rootFields, type Stranger } from './isolation.ts'
import { CASES } from './isolation-cases.ts'
import { createTestServer } from './running-server.ts'
import { createTarget, secretsOf } from './target.ts'

const server = await createTestServer([riverland.definition, highland.definition])
afterAll(() => server.close())
const roots = rootFields(server.schema)

/** Everyone of the tenant who works outside the area. */
const strangersOf = (tenant: FictionalTenant, victim: FictionalTenant): Stranger[] =>
  actorsOf(tenant.definition)
    .filter(({ area }) =>
      tenant === victim ? area === victim.areas[1] : area === undefined || area === tenant.areas[0],
    )
    .map((actor) => ({
      actor,
      tenant,
      area: actor.area ?? tenant.areas[1],
      relation: tenant === victim ? 'other area' : 'other tenant',
    }))

test('every query and mutation has a case', () => {
  expect(Object.keys(CASES).sort()).toEqual(roots.map(({ name }) => name).sort())
})

describe.each([
  ['riverland', riverland, highland],
  ['highland', highland, riverland],
])('a family of %s', (_, victim, neighbour) => {
  const strangers = [...strangersOf(victim, victim), ...strangersOf(neighbour, victim)]

  const read = createTarget(server, victim, victim.areas[0])
  /** What is only read serves every query; a mutation gets one of its own to change. */
  const targetOf = ({ type }: RootField) =>
    type.name === 'Query' ? read : createTarget(server, victim, victim.areas[0])

  test.each(roots)('$name', async (root) => {
    const attack = { root, victim, target: await targetOf(root) }
    expect(await findLeaks(server, attack, strangers)).toEqual([])
    expect(await findFaults(server, attack)).toEqual([])
  })

  test('with a neighbour’s token: every call is refused like one to a tenant that is not there', async () => {
    const target = await createTarget(server, victim, victim.areas[0])
    for (const root of roots) {
      const actor = actorWho(neighbour.definition, 'household.register', neighbour.areas[0])
      const caller = { tenant: victim, area: victim.areas[0], relation: 'own' } as const
      const call = callOf(root, actor, neighbour)
      const variables = CASES[root.name]?.arguments(target, caller)
      const answers = await Promise.all(
        [victim.definition.id, 'atlantis'].map(async (address) =>
          (await server.as(actor, address)).graphql(call, variables),
        ),
      )
      expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(
        Array(2).fill(
          '401 {"errors":[{"message":"A valid bearer token for this tenant is needed.","extensions":{"code":"UNAUTHENTICATED"}}]}',
        ),
      )
    }
  })

  test('is not counted: no list of a stranger notices one more', async () => {
    const lists = roots.filter(({ name }) =>
      ['Query.households', 'Query.people', 'Query.accounts'].includes(name),
    )
    const read = async () => {
      const answers: string[] = []
      for (const { actor, tenant, area } of strangers) {
        const client = await server.as(actor)
        for (const root of lists) {
          const variables = root.name === 'Query.people' ? { village: 'Ghat' } : { area, first: 3 }
          answers.push((await client.graphql(callOf(root, actor, tenant), variables)).text)
        }
      }
      return answers
    }
    const before = await read()
    await createTarget(server, victim, victim.areas[0])
    expect(await read()).toEqual(before)
  })

  test('is in no stranger’s trail', async () => {
    const target = await createTarget(server, victim, victim.areas[0])
    for (const { actor } of strangers) {
      const trail = await trailOf(actor)
      for (const secret of secretsOf(target)) expect(trail).not.toContain(secret)
    }
    const own = await trailOf(actorWho(victim.definition, 'audit.read', target.area))
    expect(own).toContain(target.household)
  })
})

/** Every page of what the actor may read of the trail, as text; empty where they may read none. */
async function trailOf(actor: TestActor): Promise<string> {
  const client = await server.as(actor)
  let text = ''
  let after: string | null = null
  for (;;) {
    const answer: HttpAnswer<Trail | null> = await client.graphql<Trail | null>(
      `query ($after: String) { auditEntries(first: 100, after: $after) {
         edges { node { actor action subjects detail } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    text += answer.text
    if (!answer.data?.auditEntries.pageInfo.hasNextPage) return text
    after = answer.data.auditEntries.pageInfo.endCursor
  }
}

interface Trail {
  readonly auditEntries: { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } }
}

test('no tenant’s trail has an entry of anyone but its own accounts', async () => {
  const foreign = await server.database.asAdmin(
    `select audit.tenant_id, actor, action from audit where actor not like '[%' and not exists (
       select from account where account.tenant_id = audit.tenant_id and account_id::text = audit.actor)`,
  )
  expect(foreign).toEqual([])
})

test('the sweep sees a hole: a clerk of another county who was let into this one', async () => {
  // Where the other tests leave few families: it has to be on a list's first page.
  const target = await createTarget(server, riverland, 'R2')
  const administrator = await server.as({ tenant: 'riverland', role: 'administrator' })
  const { data } = await administrator.graphql<{ accounts: { id: string; subject: string }[] }>(
    '{ accounts { id subject } }',
  )
  await administrator.graphql(
    'mutation ($account: ID!) { grantRole(account: $account, grant: { role: "clerk", area: "R2" }) { __typename } }',
    { account: data.accounts.find(({ subject }) => subject === 'riverland.clerk.R3')?.id },
  )
  const stranger: Stranger = {
    actor: { tenant: 'riverland', role: 'clerk', area: 'R3' },
    tenant: riverland,
    area: 'R3',
    relation: 'other area',
  }
  const unseen: string[] = []
  for (const root of roots) {
    const leaks = await findLeaks(server, { root, victim: riverland, target }, [stranger])
    if (leaks.length === 0 && !CASES[root.name]?.isPublic) unseen.push(root.name)
  }
  expect(unseen.sort()).toEqual([
    // Not a clerk's, wherever they are let in.
    'Mutation.beginSurveyImport',
    'Mutation.cancelJob',
    'Mutation.decideApplication',
    'Mutation.decideListMatch',
    // A colleague's own.
    'Mutation.endConflict',
    'Mutation.fillPlaces',
    'Mutation.grantRole',
    'Mutation.mergeSurvey',
    'Mutation.moveEnrolment',
    'Mutation.openAccount',
    'Mutation.recordBackCheck',
    'Mutation.resolveOverlap',
    'Mutation.retryJob',
    'Mutation.reviewApplication',
    'Mutation.revokeRole',
    'Mutation.screenPopulation',
    'Mutation.setQuota',
    'Mutation.settleFlag',
    'Mutation.stageHouseholds',
    // Asks for the family's agreement, which a stranger does not bring.
    'Mutation.transferHousehold',
    'Mutation.transferPerson',
    'Query.accounts',
    'Query.auditEntries',
    'Query.backChecks',
    'Query.conflicts',
    'Query.flags',
    'Query.institutionList',
    'Query.institutionLists',
    'Query.job',
    'Query.jobs',
    'Query.listMatches',
    'Query.overlaps',
    'Query.surveyImport',
    'Query.surveyImports',
  ])
}, 300_000)
