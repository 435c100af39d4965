import { tablePrints, without } from '@onewindow/core/testing'
import { type Attack, attack, type Stranger } from './attack.ts'
import { control, printOf } from './control.ts'
import { CORE_CASES, type IsolationCases } from './isolation-cases.ts'
import { callOf, isEnabled, isMutation, mayCall, type RootField, rootFields } from './root-fields.ts'
import { findOpenTables } from './row-walls.ts'
import type { RunningServer } from './running-server.ts'
import { findByToken, strangersOf, trailOf } from './strangers.ts'
import { actionsOf, NotExercised, rightful, type SweptTenant, sweptTenant } from './swept-tenant.ts'
import { createTarget, type MoreTargets, madeUpTarget, secretsOf, type Target } from './target.ts'

export interface SweepOptions {
  /** How the root fields of extensions are called. */
  readonly cases?: IsolationCases
  /** Makes what those calls name; nothing of a tenant that does not use the extension. */
  readonly more?: MoreTargets
  /** Only these root fields: to show that a hole is seen. Default: all. */
  readonly only?: readonly string[]
  /** Whose families are looked for. Default: every tenant that is served. */
  readonly victims?: readonly string[]
}

export interface Sweep {
  /** What strangers learned, changed or could have. */
  readonly leaks: readonly string[]
  /** What the rightful are refused, and root fields without a case. */
  readonly faults: readonly string[]
  /** `kp Mutation.setQuota` → why no call could be made there. */
  readonly unexercised: Readonly<Record<string, string>>
  /** Calls about a target that reached as far as their permission lets them, by strangers and by the rightful. */
  readonly asked: { readonly strangers: number; readonly rightful: number }
}

/** Looks for every way from one served tenant, or one area of it, to another's families. */
export async function sweep(server: RunningServer, options: SweepOptions = {}): Promise<Sweep> {
  const cases: IsolationCases = { ...CORE_CASES, ...options.cases }
  const all = rootFields(server.schema)
  const roots = all.filter(({ name }) => options.only?.includes(name) ?? true)
  const tenants = server.definitions.map(sweptTenant)
  const victims = tenants.filter(({ definition }) => options.victims?.includes(definition.id) ?? true)
  const found = { leaks: [] as string[], faults: withoutCase(all, cases), strangers: 0, rightful: 0 }
  const unexercised: Record<string, string> = {}
  for (const victim of victims) {
    const one = new SweepOfOne(server, { victim, tenants, roots, cases, more: options.more })
    found.leaks.push(...(await one.findLeaks()))
    found.faults.push(...(await one.findFaults()))
    found.strangers += one.strangersAsked
    found.rightful += one.rightfulAsked
    for (const [root, reason] of one.unexercised) unexercised[`${victim.definition.id} ${root}`] = reason
  }
  const { leaks, faults, strangers, rightful: own } = found
  return { leaks, faults, unexercised, asked: { strangers, rightful: own } }
}

/** Root fields that the sweep would pass over, and cases of none: a new mutation cannot slip by. */
export function withoutCase(roots: readonly RootField[], cases: IsolationCases): string[] {
  const known = new Set(roots.map(({ name }) => name))
  return [
    ...roots
      .filter(({ name }) => !cases[name])
      .map(({ name }) => `${name} has no case in the isolation sweep`),
    ...Object.keys(cases).flatMap((name) =>
      known.has(name) ? [] : [`the case ${name} is of no root field`],
    ),
  ]
}

interface Given {
  readonly victim: SweptTenant
  readonly tenants: readonly SweptTenant[]
  readonly roots: readonly RootField[]
  readonly cases: IsolationCases
  readonly more: MoreTargets | undefined
}

/** Everything about the families of one tenant. */
class SweepOfOne {
  readonly #server: RunningServer
  readonly #given: Given
  readonly #strangers: readonly Stranger[]
  readonly unexercised = new Map<string, string>()
  strangersAsked = 0
  rightfulAsked = 0

  constructor(server: RunningServer, given: Given) {
    this.#server = server
    this.#given = given
    this.#strangers = strangersOf(given.victim, given.tenants)
  }

  /** What is refused must leave everything as it is: one target serves every call. */
  async findLeaks(): Promise<string[]> {
    const target = await this.#target()
    const attacks = this.#attacks(target)
    const before = await this.#print()
    const shown: string[] = []
    for (const each of attacks) shown.push(...(await this.#attack(each)))
    const changed = (await this.#print()) === before ? [] : await this.#whoChanges(attacks)
    return [
      ...shown,
      ...changed,
      ...(await this.#openTables(target)),
      ...(await this.#byTokens(attacks)),
      ...(await this.#inTrails(target)),
      ...(await this.#counted(target)),
    ]
  }

  async findFaults(): Promise<string[]> {
    let target = await this.#target()
    let fresh = true
    let print = await printOf(this.#server, this.#given.victim.definition.id)
    const faults: string[] = []
    const [queries, mutations] = [false, true].map((wanted) =>
      this.#attacks(target).filter(
        ({ root }) =>
          isMutation(root) === wanted && isEnabled(root, root.name, this.#given.victim.definition),
      ),
    )
    for (const each of [...(queries ?? []), ...(mutations ?? [])]) {
      try {
        let done = await control(this.#server, { ...each, target }, print)
        // An earlier call may stand in the way: a second household, as it was registered, decides.
        if (done.faults.length > 0 && !fresh) {
          target = await this.#target()
          print = await printOf(this.#server, this.#given.victim.definition.id)
          done = await control(this.#server, { ...each, target }, print)
        }
        fresh = fresh && !isMutation(each.root)
        print = done.print
        faults.push(...done.faults)
        this.rightfulAsked++
      } catch (error) {
        this.#notExercised(each, error)
      }
    }
    const after = await printOf(this.#server, this.#given.victim.definition.id)
    return after === print ? faults : [...faults, 'a query writes']
  }

  #target(): Promise<Target> {
    return createTarget(this.#server, this.#given.victim, this.#given.more)
  }

  #attacks(target: Target): Attack[] {
    const { roots, cases, victim } = this.#given
    return roots.flatMap((root) => {
      const how = cases[root.name]
      return how ? [{ root, how, victim, target }] : []
    })
  }

  /** A neighbour's own trail grows in the audit. */
  async #print(): Promise<string> {
    const { id } = this.#given.victim.definition
    return JSON.stringify(without(await tablePrints(this.#server.database, id), 'audit'))
  }

  async #attack(each: Attack): Promise<string[]> {
    const outcomes = await Promise.all(
      this.#strangers.map((stranger) =>
        attack(this.#server, each, stranger).catch((error) => {
          this.#notExercised(each, error)
          return { leaks: [], asked: false }
        }),
      ),
    )
    this.strangersAsked += outcomes.filter(({ asked }) => asked).length
    return outcomes.flatMap(({ leaks }) => leaks)
  }

  #notExercised({ root }: Attack, error: unknown): void {
    if (!(error instanceof NotExercised)) throw error
    this.unexercised.set(root.name, error.message)
  }

  /** One after another, now that something was changed. */
  async #whoChanges(attacks: readonly Attack[]): Promise<string[]> {
    const found: string[] = []
    for (const each of attacks) {
      const target = await this.#target()
      const before = await this.#print()
      await this.#attack({ ...each, target })
      if ((await this.#print()) !== before) found.push(`${each.root.name}: strangers change its tables`)
    }
    return found.length > 0 ? found : ['strangers changed its tables, and did not the second time']
  }

  async #openTables({ area }: Target): Promise<string[]> {
    const { victim, tenants } = this.#given
    const { id } = victim.definition
    const open = await Promise.all([
      findOpenTables(this.#server.database, {
        victim: id,
        area,
        scope: { tenant: id, areas: [victim.areas[1]] },
      }),
      ...tenants
        .filter((tenant) => tenant !== victim)
        .map(({ definition }) =>
          findOpenTables(this.#server.database, {
            victim: id,
            scope: { tenant: definition.id, areas: 'all' },
          }),
        ),
    ])
    return open.flat()
  }

  async #byTokens(attacks: readonly Attack[]): Promise<string[]> {
    const { victim, tenants } = this.#given
    const neighbours = tenants.filter((tenant) => tenant !== victim)
    return (
      await Promise.all(neighbours.map((neighbour) => findByToken(this.#server, attacks, neighbour)))
    ).flat()
  }

  async #inTrails(target: Target): Promise<string[]> {
    const { victim } = this.#given
    const readers = this.#strangers.filter(({ actor, tenant }) =>
      actionsOf(tenant.definition, actor).has('audit.read'),
    )
    const leaks: string[] = []
    for (const { actor } of readers) {
      const trail = await trailOf(this.#server, actor)
      for (const secret of secretsOf(target))
        if (trail.includes(secret)) leaks.push(`the trail of ${actor.tenant} ${actor.role} has ${secret}`)
    }
    try {
      const own = await trailOf(this.#server, rightful(victim.definition, 'audit.read', target.area))
      if (!own.includes(target.household)) leaks.push(`${victim.definition.id} does not find its own trail`)
    } catch (error) {
      if (!(error instanceof NotExercised)) throw error
    }
    return leaks
  }

  /** No list and no number that a stranger asks for about their own notices one family more. */
  async #counted(target: Target): Promise<string[]> {
    const { victim } = this.#given
    const queries = this.#attacks(target).filter(({ root }) => !isMutation(root))
    const ask = async (stranger: Stranger) => {
      const client = await this.#server.as(stranger.actor)
      const answers: string[] = []
      for (const { root, how } of queries) {
        if (!mayCall(root, stranger.tenant.definition, stranger.actor)) continue
        const call = callOf(root, stranger.actor, stranger.tenant.definition)
        const variables = variablesOf(() => how.arguments(own(stranger), stranger))
        if (variables) answers.push(`${root.name}: ${(await client.graphql(call, variables)).text}`)
      }
      return answers
    }
    const madeUp = new Map(
      this.#strangers.map((stranger) => [stranger, madeUpTarget(victim, target, stranger.area)]),
    )
    const own = (stranger: Stranger) => madeUp.get(stranger) ?? target
    const before = await Promise.all(this.#strangers.map(ask))
    await this.#target()
    const after = await Promise.all(this.#strangers.map(ask))
    return after.flatMap((answers, index) =>
      answers.flatMap((answer, at) =>
        answer === before[index]?.[at] ? [] : [`${answer} was ${before[index]?.[at]} before one family more`],
      ),
    )
  }
}

function variablesOf(make: () => Readonly<Record<string, unknown>>) {
  try {
    return make()
  } catch (error) {
    if (error instanceof NotExercised) return undefined
    throw error
  }
}
