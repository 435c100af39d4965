import type { RunningServer } from './running-server.ts'
import { type Sweep, type SweepOptions, sweep } from './sweep.ts'

export interface ExpectIsolatedOptions extends SweepOptions {
  /** `mine Mutation.setQuota` → why no call could be made in that tenant, as it stands in `Sweep.unexercised`. Default: none. */
  readonly unexercised?: Readonly<Record<string, string>>
}

/**
 * Calls every query, every mutation and every list of the served tenants with ids, tokens and areas that are none of the
 * caller's own, and looks at every table from where nothing of it may be seen. Nothing may be read, written, counted, or
 * betrayed by another code or shape; and the rightful must get through. The one exception: an exact document that is
 * registered in another area of the tenant answers "registered elsewhere".
 *
 * A tenant alone has no neighbours: serve it beside `riverland`.
 *
 * @throws Error naming each leak, each call that the rightful cannot make, each root field without a case, and each that
 * could not be exercised without its reason being known
 * @example
 * const server = await createTestServer([mine, riverland.definition])
 * await expectIsolated(server, { unexercised: { 'mine Query.waitingList': 'mine has no three programmes …' } })
 */
export async function expectIsolated(
  server: RunningServer,
  { unexercised = {}, ...options }: ExpectIsolatedOptions = {},
): Promise<Sweep> {
  const swept = await sweep(server, options)
  const names = new Set([...Object.keys(swept.unexercised), ...Object.keys(unexercised)])
  const surprises = [...names].flatMap((name) => {
    const [found, known] = [swept.unexercised[name], unexercised[name]]
    return found === known
      ? []
      : [`${name}: ${found ?? 'is exercised by now'}, and not: ${known ?? 'exercised'}`]
  })
  const wrong = [...swept.leaks, ...swept.faults, ...surprises]
  if (wrong.length > 0) throw new Error(`The tenants are not isolated:\n${wrong.join('\n')}`)
  return swept
}
