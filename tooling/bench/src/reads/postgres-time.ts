import { readdir, readFile } from 'node:fs/promises'
import type { Ask } from './shape/shape.ts'

const TICKS = 100

/** Milliseconds of processor time that all processes of this PostgreSQL have taken, those that have ended too; Linux only. */
export async function postgresTime(ask: Ask): Promise<number> {
  const [row] = await ask<{ pid: string }>(
    `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
  )
  if (process.platform !== 'linux' || !row) return Number.NaN
  let ticks = 0
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // After the name, which may hold blanks: state, parent, … user, system, ended children's user and system.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const own = pid === row.pid
    if (!own && fields[1] !== row.pid) continue
    for (const field of fields.slice(11, own ? 15 : 13)) ticks += Number(field)
  }
  return (ticks * 1_000) / TICKS
}
