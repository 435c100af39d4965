import {
  actorWho,
  type FictionalTenant,
  subjectOf,
  type TestActor,
  tablePrints,
  without,
} from '@onewindow/core/testing'
import type { Action } from '@onewindow/tenant'
import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { CASES, type Caller, type Case } from './isolation-cases.ts'
import { deciderOf, programmesOf } from './participation.ts'
import type { RunningServer } from './running-server.ts'
import { madeUpTarget, secretsOf, type Target, withoutNames } from './target.ts'
import { permissionOf, wholeSelection } from './whole-selection.ts'

export interface RootField {
  /** `Query.household` */
  readonly name: string
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
}

/** Every query and every mutation. */
export const rootFields = (schema: GraphQLSchema): RootField[] =>
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, type, field }))
      : [],
  )

/** A document that calls the field with all its arguments as variables, and selects all that the actor may. */
export function callOf(
  { type, field }: RootField,
  actor: TestActor,
  { definition }: FictionalTenant,
): string {
  const actions = new Set<string>(definition.roles.find(({ id }) => id === actor.role)?.actions)
  const permitted = (permission: string) =>
    permission === 'inherit' || permission === 'signedIn' || actions.has(permission)
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const parentheses = (text: string) => (text === '' ? '' : `(${text})`)
  const selection = wholeSelection(field.type, permitted)
  return `${type.name.toLowerCase()} ${parentheses(declared)} { ${field.name}${parentheses(given)} ${selection} }`
}

/** Someone who has nothing to do with the target. */
export interface Stranger extends Caller {
  readonly actor: TestActor
}

export interface Attack {
  readonly root: RootField
  readonly victim: FictionalTenant
  readonly target: Target
}

/**
 * What strangers learn or change by calling a field about a target; nothing, where the walls hold. Each answer must be,
 * byte for byte, the one about a target that never was, and the victim's tables must stay as they are.
 */
export async function findLeaks(
  server: RunningServer,
  attack: Attack,
  strangers: readonly Stranger[],
): Promise<string[]> {
  // A neighbour's own trail grows in the audit.
  const print = async () => without(await tablePrints(server.database, attack.victim.definition.id), 'audit')
  const before = await print()
  const shown = await Promise.all(strangers.map((stranger) => findShown(server, attack, stranger)))
  const after = await print()
  const changed = Object.keys(before).filter((table) => before[table] !== after[table])
  return [...shown.flat(), ...changed.map((table) => `${table} was changed`)]
}

const NOT_ASKED = /"code":"(LIMIT_EXCEEDED|BAD_\w+|GRAPHQL_\w+)"/

async function findShown(
  server: RunningServer,
  { root, victim, target }: Attack,
  stranger: Stranger,
): Promise<string[]> {
  const { arguments: argumentsOf, crossesAreas, isPublic } = caseOf(root)
  const client = await server.as(stranger.actor)
  const call = callOf(root, stranger.actor, stranger.tenant)
  const isNeighbour = stranger.tenant === victim
  const madeUp = madeUpTarget(isNeighbour ? unusedArea(victim, target, stranger) : 'X9')
  const about = await client.graphql<Record<string, unknown> | null>(call, argumentsOf(target, stranger))
  const aboutNothing = await client.graphql(call, argumentsOf(madeUp, stranger))

  const shown = `${about.status} ${withoutNames(about.text, target)}`
  const expected = `${aboutNothing.status} ${withoutNames(aboutNothing.text, madeUp)}`
  const leaks: string[] = []
  const told = about.data?.[root.field.name]
  if (crossesAreas && isNeighbour && shown !== expected) {
    if (!tellsOnly(told, crossesAreas)) leaks.push(`tells more than it may: ${shown}`)
  } else if (shown !== expected) leaks.push(`answers differ: ${shown} | ${expected}`)
  for (const secret of isPublic ? [] : secretsOf(target))
    if (about.text.includes(secret)) leaks.push(`shows ${secret}`)
  // Equal answers say nothing where the call never reached core.
  if (NOT_ASKED.test(about.text)) leaks.push(`is not even asked: ${shown}`)
  if (about.text.includes('"INTERNAL"')) leaks.push(`breaks: ${shown}`)
  return leaks.map((leak) => `${subjectOf(stranger.actor)} ${leak}`)
}

/** What goes wrong when the right one makes the same call: it must succeed, and show or change the target. */
export async function findFaults(server: RunningServer, { root, victim, target }: Attack): Promise<string[]> {
  const { arguments: argumentsOf, isFor, isPublic } = caseOf(root)
  const area = isFor === 'another area' ? victim.areas[1] : target.area
  // Every permission but 'signedIn', which any actor has, is an action.
  const permission = permissionOf(root.type, root.field)
  const actor =
    isFor === 'the institution'
      ? deciderOf(victim.definition, programmesOf(victim.definition).programme)
      : actorWho(victim.definition, (permission === 'signedIn' ? 'area.read' : permission) as Action, area)
  const client = await server.as(actor)
  const tables = async () =>
    JSON.stringify(without(await tablePrints(server.database, victim.definition.id), 'audit', 'idempotency'))

  const before = await tables()
  const { status, text } = await client.graphql(
    callOf(root, actor, victim),
    argumentsOf(target, { tenant: victim, area, relation: 'own' }),
  )
  const changed = (await tables()) !== before
  const faults: string[] = []
  if (status !== 200 || /"(errors|code)":/.test(text)) faults.push(`is refused: ${status} ${text}`)
  const isMutation = root.type.name === 'Mutation'
  if (changed !== isMutation) faults.push(changed ? 'writes' : 'writes nothing')
  if (!isMutation && !isPublic && !secretsOf(target).some((secret) => text.includes(secret)))
    faults.push(`shows nothing of its own: ${text}`)
  return faults
}

function caseOf({ name }: RootField): Case {
  const found = CASES[name]
  if (!found) throw new Error(`${name} has no case in the isolation sweep`)
  return found
}

/** An area of the tenant that is neither the target's nor the stranger's. */
function unusedArea({ areas }: FictionalTenant, target: Target, stranger: Stranger): string {
  const area = areas.find((one) => one !== target.area && one !== stranger.area)
  if (area === undefined) throw new Error('a fictional tenant has three areas')
  return area
}

/** The answer holds these values, a message, and nothing else. */
function tellsOnly(answer: unknown, told: Readonly<Record<string, unknown>>): boolean {
  if (typeof answer !== 'object' || answer === null) return false
  const { message, ...rest } = answer as Readonly<Record<string, unknown>>
  const sorted = (object: object) => JSON.stringify(Object.entries(object).toSorted())
  return typeof message === 'string' && sorted(rest) === sorted(told)
}
