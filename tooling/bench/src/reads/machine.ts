import { cpus, loadavg, totalmem } from 'node:os'
import type { Ask } from './shape/shape.ts'

/** What the figures were measured on, and how busy it was. */
export async function machineOf(ask: Ask): Promise<string> {
  const [row] = await ask<{ version: string }>(
    `select current_setting('server_version') || ', shared_buffers ' || current_setting('shared_buffers') as version`,
  )
  const [busy = 0] = loadavg()
  const memory = totalmem() / 2 ** 30
  return `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${memory.toFixed(0)} GiB, load average ${busy.toFixed(1)}; Node ${process.version}; PostgreSQL ${row?.version}`
}
