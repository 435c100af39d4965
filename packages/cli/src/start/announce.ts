import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Platform } from '@onewindow/core'
import type { DevelopmentProvider } from '@onewindow/server'
import type { Definition } from '@onewindow/tenant'
import type { Demo } from '../config.ts'
import type { Opened } from '../embedded-database.ts'
import { paint, print, type Terminal } from '../terminal.ts'
import { firstHousehold, screeningCommand } from './example.ts'

interface Served {
  readonly url: string
  readonly state: string
  readonly server: Opened<unknown>['server']
  readonly definitions: readonly Definition[]
  readonly demo: readonly Demo[]
  readonly provider: DevelopmentProvider
  readonly platform: Platform
}

/** A demo account with a token. */
interface Holder {
  readonly tenant: string
  readonly subject: string
  readonly name: string
  readonly token: string
}

/** Prints where everything is and how to try it, and keeps the tokens in a file that only its owner may read. */
export async function announce(terminal: Terminal, served: Served): Promise<void> {
  const { url, state, server, definitions, demo, provider } = served
  const holders = await Promise.all(
    demo.flatMap(({ tenant, accounts }) =>
      accounts.map(async ({ subject, name }): Promise<Holder> => {
        const token = await provider.issueDemoToken({ subject, tenant })
        return { tenant, subject, name, token }
      }),
    ),
  )
  const file = join(state, 'tokens.json')
  await mkdir(state, { recursive: true })
  await rm(file, { force: true })
  await writeFile(file, `${JSON.stringify(holders, null, 2)}\n`, { mode: 0o600, flag: 'wx' })

  const title = (text: string) => print(terminal, `\n${paint(terminal.stdout, 'bold', text)}`)
  for (const { id, locales } of definitions) {
    title(`${id} is served until you press Ctrl-C`)
    print(terminal, `GraphiQL  ${url}/${id}/graphiql`)
    print(terminal, `GraphQL   ${url}/${id}/graphql`)
    const own = holders.filter(({ tenant }) => tenant === id)
    if (own.length === 0) continue
    title(`Bearer tokens for twelve hours, also in ${relative(terminal.directory, file)}`)
    const longest = Math.max(...own.map(({ name }) => name.length))
    for (const { name, token } of own) print(terminal, `${name.padEnd(longest)}  ${token}`)
    const example = await exampleOf(served, own[0], terminal.stopped)
    if (!example) continue
    title(`Screen a family; accept-language is one of ${locales.map((locale) => locale.id).join(', ')}`)
    print(terminal, screeningCommand(`${url}/${id}/graphql`, example.token, example.household))
    title('The same as a clerk reads it, in another terminal')
    print(terminal, `npx onewindow screen ${example.household.reference} --tenant ${id}`)
  }
  title('All families are made up')
  print(
    terminal,
    server === 'own'
      ? `They are kept in ${relative(terminal.directory, state)}: delete it to begin anew.`
      : 'They are kept in the database of DATABASE_URL.',
  )
}

/** A family, and the token of the account that screens it. */
async function exampleOf({ platform, provider }: Served, holder: Holder | undefined, signal: AbortSignal) {
  if (!holder) return null
  const { tenant, subject, token } = holder
  const actor = await platform.actor(tenant, { issuer: provider.issuer.issuer, subject })
  const household = actor && (await firstHousehold(platform, { tenant, actor, signal }))
  return household && { household, token }
}
