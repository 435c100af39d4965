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

type CallFrame = Profile['nodes'][number]['callFrame']

export interface Costly {
  readonly where: string
  /** Of the time in which the process did anything. */
  readonly share: number
}

/** The functions in which most time went, without what they call. */
export const functionsOf = (profile: object): Costly[] => shares(profile, functionName)

/** The same by package. */
export const packagesOf = (profile: object): Costly[] => shares(profile, packageName)

function shares(profile: object, nameOf: (frame: CallFrame) => string): Costly[] {
  const { nodes, samples, timeDeltas } = profile as Profile // from `Profiler.stop`
  const named = new Map(
    nodes.map(({ id, callFrame }) => [id, isOwn(callFrame) ? nameOf(callFrame) : undefined]),
  )
  const spent = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const name = named.get(id)
    if (name !== undefined) spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const whole = [...spent.values()].reduce((sum, time) => sum + time, 0)
  return [...spent]
    .map(([where, time]) => ({ where, share: time / whole }))
    .sort((one, other) => other.share - one.share)
}

/** Neither waiting nor the profiler itself. */
const isOwn = ({ functionName, url }: CallFrame): boolean =>
  functionName !== '(idle)' && url !== 'node:inspector'

function functionName({ functionName, url, lineNumber }: CallFrame): string {
  const name = functionName || '(anonymous)'
  return url ? `${name} ${fileOf(url)}:${lineNumber + 1}` : name
}

function packageName({ functionName, url }: CallFrame): string {
  if (!url) return functionName.startsWith('(') ? functionName : 'native code of Node'
  if (url.startsWith('node:')) return 'JavaScript of Node'
  return /^(?:@[^/]+\/[^/]+|packages\/[^/]+|[^/]+)/.exec(fileOf(url))?.[0] ?? url
}

const fileOf = (url: string): string =>
  url.replace(/^.*\/node_modules\//, '').replace(/^.*\/(packages|tenants|tooling)\//, '$1/')
