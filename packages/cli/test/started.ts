import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Environment, launch, type Running } from './command.ts'

/** The last that a start says once everything is up. */
export const UP = 'All families are made up'

export const FREE_PORTS = ['--port', '0', '--identity-port', '0']

export const start = (
  directory: string,
  environment?: Environment,
  ports: readonly string[] = FREE_PORTS,
): Running => launch(['start', ...ports], directory, environment)

/** The command that `start` printed to screen a family. */
export const printedCommand = (running: Running): string =>
  /^curl [\s\S]+?--data '.+'$/m.exec(running.stdout())?.[0] ?? 'no command was printed'

/** Runs a command in a shell, as someone who pastes it. */
export async function paste(command: string) {
  const { stdout } = await promisify(execFile)('sh', ['-c', command])
  return JSON.parse(stdout)
}

/** How many households the account of this name sees, by its printed token. */
export async function countHouseholds(running: Running, account: string): Promise<number> {
  const [, url = ''] = /^GraphQL +(\S+)$/m.exec(running.stdout()) ?? []
  const [, token = ''] = new RegExp(`^${account} +(\\S+)$`, 'm').exec(running.stdout()) ?? []
  let after: string | null = null
  for (let count = 0; ; ) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `query ($after: String) {
          households(first: 50, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } }
        }`,
        variables: { after },
      }),
    })
    const { data } = Object(await response.json())
    count += data.households.edges.length
    if (!data.households.pageInfo.hasNextPage) return count
    after = data.households.pageInfo.endCursor
  }
}
