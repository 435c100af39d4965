import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Terminal } from '../terminal.ts'

interface Wanted {
  /** What it is for, as in “The API cannot have port 4000”. */
  readonly what: string
  readonly host: string
  readonly port: number
}

/** The wanted port; 0, which takes any that is free, where another process has it, and says so. */
export async function choosePort({ stderr }: Terminal, { what, host, port }: Wanted): Promise<number> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
    return port
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    stderr.write(`! ${what} cannot have port ${port} (${code}): taking another.\n`)
    return 0
  } finally {
    probe.close()
  }
}
