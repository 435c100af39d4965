import { type TestActor, tablePrints, without } from '@onewindow/core/testing'
import type { Attack } from './attack.ts'
import { deciderOf } from './participation.ts'
import { programmesOf } from './programmes.ts'
import { callOf, isMutation, permissionOfRoot } from './root-fields.ts'
import type { RunningServer } from './running-server.ts'
import { rightful } from './swept-tenant.ts'
import { secretsOf } from './target.ts'

/** The tables of the tenant that a call must leave alone or change: its trail and its memory of requests aside. */
export const printOf = async (server: RunningServer, tenant: string): Promise<string> =>
  JSON.stringify(without(await tablePrints(server.database, tenant), 'audit', 'idempotency'))

export interface Control {
  readonly faults: readonly string[]
  /** What the tables are afterwards. */
  readonly print: string
}

/**
 * What goes wrong when the right one makes the same call: it must succeed, and show or change the target. Without this a
 * sweep would be content with a server that refuses everybody.
 *
 * @throws NotExercised where nobody of this tenant can make it
 */
export async function control(server: RunningServer, given: Attack, before: string): Promise<Control> {
  const { root, how, victim, target } = given
  const { definition, areas } = victim
  const area = how.isFor === 'another area' ? areas[1] : target.area
  const actor = rightfulFor(given, area)
  const client = await server.as(actor)
  const { status, text } = await client.graphql(
    callOf(root, actor, definition),
    how.arguments(target, { tenant: victim, area, relation: 'own' }),
  )
  const print = isMutation(root) ? await printOf(server, definition.id) : before
  const faults: string[] = []
  if (status !== 200 || /"(errors|code)":/.test(text)) faults.push(`is refused: ${status} ${text}`)
  if (isMutation(root) && print === before) faults.push('writes nothing')
  if (!isMutation(root) && !how.isPublic && !secretsOf(target).some((secret) => text.includes(secret)))
    faults.push(`shows nothing of its own: ${text}`)
  return {
    faults: faults.map((fault) => `${root.name}: to ${actor.role} of ${definition.id} ${fault}`),
    print,
  }
}

function rightfulFor({ root, how, victim: { definition } }: Attack, area: string): TestActor {
  return how.isFor === 'the institution'
    ? deciderOf(definition, programmesOf(definition).programme)
    : rightful(definition, permissionOfRoot(root), area)
}
