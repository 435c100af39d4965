/** As V8 writes it, what of it is read here. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
    }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface Costly {
  readonly where: string
  /** Of the time in which the process did anything. */
  readonly share: number
}

/** The functions in which most time went, without what they call. */
export function mostExpensive(profile: object, most = 10): Costly[] {
  const { nodes, samples, timeDeltas } = profile as Profile // from `Profiler.stop`
  const named = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const name = named.get(id) ?? ''
    if (name !== '(idle)') spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const whole = [...spent.values()].reduce((sum, time) => sum + time, 0)
  return [...spent]
    .map(([where, time]) => ({ where, share: time / whole }))
    .sort((one, other) => other.share - one.share)
    .slice(0, most)
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/node_modules\//, '').replace(/^.*\/(packages|tenants|tooling)\//, '$1/')
  return file ? `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}` : functionName || '(anonymous)'
}
