import { actorsOf, subjectOf } from '@onewindow/core/testing'
import type { Attack, Stranger } from './attack.ts'
import { callOf } from './root-fields.ts'
import type { RunningServer } from './running-server.ts'
import { NotExercised, rightful, type SweptTenant } from './swept-tenant.ts'

/** One of every role of the victim's tenant who works in another area, and one of every role of each neighbour. */
export function strangersOf(victim: SweptTenant, tenants: readonly SweptTenant[]): Stranger[] {
  return tenants.flatMap((tenant) => {
    const { definition, areas } = tenant
    const outside = actorsOf(definition).filter(({ area }) =>
      tenant === victim ? area === areas[1] : area === undefined || area === areas[0],
    )
    const oneOfEach = new Map(outside.map((actor) => [actor.role, actor]))
    return [...oneOfEach.values()].map((actor) => ({
      actor,
      tenant,
      area: actor.area ?? areas[1],
      relation: tenant === victim ? ('other area' as const) : ('other tenant' as const),
    }))
  })
}

/** What a neighbour's token opens at the victim's address: nothing more than at that of a tenant which is not there. */
export async function findByToken(
  server: RunningServer,
  attacks: readonly Attack[],
  neighbour: SweptTenant,
): Promise<string[]> {
  const actor = rightful(neighbour.definition, 'signedIn', neighbour.areas[0])
  const leaks: string[] = []
  for (const { root, how, victim, target } of attacks) {
    const call = callOf(root, actor, neighbour.definition)
    const variables = argumentsOf({ root, how, victim, target })
    if (!variables) continue
    const [here, nowhere] = await Promise.all(
      [victim.definition.id, 'atlantis'].map(async (address) => {
        const { status, text } = await (await server.as(actor, address)).graphql(call, variables)
        return `${status} ${text}`
      }),
    )
    if (here !== nowhere || here !== UNAUTHENTICATED)
      leaks.push(`${root.name}: the token of ${subjectOf(actor)} opens ${here} | ${nowhere}`)
  }
  return leaks
}

const UNAUTHENTICATED =
  '401 {"errors":[{"message":"A valid bearer token for this tenant is needed.","extensions":{"code":"UNAUTHENTICATED"}}]}'

function argumentsOf({ how, victim, target }: Attack) {
  try {
    return how.arguments(target, { tenant: victim, area: victim.areas[0], relation: 'own' })
  } catch (error) {
    if (error instanceof NotExercised) return undefined
    throw error
  }
}

/** Every page of what the actor may read of the trail, as text. */
export async function trailOf(server: RunningServer, actor: Stranger['actor']): Promise<string> {
  const client = await server.as(actor)
  let text = ''
  let after: string | null = null
  for (;;) {
    const answer: Awaited<ReturnType<typeof page>> = await page(after)
    text += answer.text
    if (!answer.data?.auditEntries.pageInfo.hasNextPage) return text
    after = answer.data.auditEntries.pageInfo.endCursor
  }

  function page(from: string | null) {
    return client.graphql<Trail | null>(
      `query ($after: String) { auditEntries(first: 100, after: $after) {
         edges { node { actor action subjects detail } } pageInfo { hasNextPage endCursor } } }`,
      { after: from },
    )
  }
}

interface Trail {
  readonly auditEntries: { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } }
}
