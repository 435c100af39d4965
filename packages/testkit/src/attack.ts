import { subjectOf, type TestActor } from '@onewindow/core/testing'
import type { Caller, IsolationCase } from './isolation-cases.ts'
import { callOf, isEnabled, mayCall, permissionOfRoot, type RootField } from './root-fields.ts'
import type { RunningServer } from './running-server.ts'
import type { SweptTenant } from './swept-tenant.ts'
import { madeUpTarget, secretsOf, type Target, withoutNames } from './target.ts'

/** Someone who has nothing to do with the target. */
export interface Stranger extends Caller {
  readonly actor: TestActor
}

export interface Attack {
  readonly root: RootField
  readonly how: IsolationCase
  readonly victim: SweptTenant
  readonly target: Target
}

/** What a stranger learned, and whether the call reached as far as their permission lets it. */
export interface Outcome {
  readonly leaks: readonly string[]
  readonly asked: boolean
}

/** The call itself was wrong, or its actor is not taken for who they are. */
const NOT_ASKED = /"code":"(LIMIT_EXCEEDED|FORBIDDEN|BAD_\w+|GRAPHQL_\w+)"/

/**
 * What a stranger learns by calling a field about a target; nothing, where the walls hold. The answer must be, byte for
 * byte, the one about a target that never was; to someone whose role may not call the field at all, that it may not.
 *
 * @throws NotExercised where the stranger's own tenant has no room for the call
 */
export async function attack(
  server: RunningServer,
  { root, how, victim, target }: Attack,
  stranger: Stranger,
): Promise<Outcome> {
  const client = await server.as(stranger.actor)
  const call = callOf(root, stranger.actor, stranger.tenant.definition)
  const about = await client.graphql<Record<string, unknown> | null>(call, how.arguments(target, stranger))
  const leaks: string[] = []
  const asked = mayCall(root, stranger.tenant.definition, stranger.actor)
  if (!asked) {
    const refusal = `${root.name} needs the permission ${permissionOfRoot(root)}`
    const [error, ...others] = about.errors ?? []
    const isRefused = isEnabled(root, root.name, stranger.tenant.definition)
      ? error?.message === refusal && about.text.includes('"FORBIDDEN"')
      : about.text.includes('"EXTENSION_NOT_ENABLED"')
    if (about.data || others.length > 0 || !isRefused)
      leaks.push(`is not refused as its role is: ${about.text}`)
  } else leaks.push(...(await differences()))
  for (const secret of how.isPublic ? [] : secretsOf(target))
    if (about.text.includes(secret)) leaks.push(`shows ${secret}`)
  if (about.text.includes('"INTERNAL"')) leaks.push(`breaks: ${about.text}`)
  return { leaks: leaks.map((leak) => `${root.name}: ${subjectOf(stranger.actor)} ${leak}`), asked }

  async function differences(): Promise<string[]> {
    const isNeighbour = stranger.tenant === victim
    const unused = victim.areas.find((area) => area !== target.area && area !== stranger.area) ?? 'X9'
    const madeUp = madeUpTarget(victim, target, isNeighbour ? unused : 'X9')
    const aboutNothing = await client.graphql(call, how.arguments(madeUp, stranger))
    const shown = `${about.status} ${withoutNames(about.text, target)}`
    const expected = `${aboutNothing.status} ${withoutNames(aboutNothing.text, madeUp)}`
    // Equal answers say nothing where the call never reached core.
    if (NOT_ASKED.test(about.text)) return [`is not even asked: ${shown}`]
    if (shown === expected) return []
    if (!how.crossesAreas || !isNeighbour) return [`answers differ: ${shown} | ${expected}`]
    return tellsOnly(about.data?.[root.field.name], how.crossesAreas)
      ? []
      : [`tells more than it may: ${shown}`]
  }
}

/** The answer holds these values, a message, and nothing else. */
function tellsOnly(answer: unknown, told: Readonly<Record<string, unknown>>): boolean {
  if (typeof answer !== 'object' || answer === null) return false
  const { message, ...rest } = answer as Readonly<Record<string, unknown>>
  const sorted = (object: object) => JSON.stringify(Object.entries(object).toSorted())
  return typeof message === 'string' && sorted(rest) === sorted(told)
}
