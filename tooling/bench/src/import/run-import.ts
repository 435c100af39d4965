import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../../../packages/cli/src/main.ts', import.meta.url))
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))

/** Of a second, in which Linux counts processor time. */
const TICKS = 100

export interface Step {
  readonly name: string
  readonly seconds: number
  /** Resident MiB at a tenth, half and the end of its time. */
  readonly memory: readonly [number, number, number]
}

export interface Imported {
  readonly steps: readonly Step[]
  /** Peak resident memory of the process, in MiB. */
  readonly peak: number
  /** Processor time of the process, in seconds. */
  readonly cpu: number
  /** What the command printed. */
  readonly summary: Readonly<Record<string, unknown>>
}

interface Setting {
  readonly file: string
  readonly report: string
  readonly url: string
  /** Where a profile of the process is written. */
  readonly profile?: string | undefined
}

/** The real command in a process of its own, watched. */
export async function runImport({ file, report, url, profile }: Setting): Promise<Imported> {
  const child = spawn(
    process.execPath,
    [
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      ...[COMMAND, 'import', 'households', file, '--report', report, '--format', 'json'],
    ],
    {
      cwd: REPOSITORY,
      env: { PATH: process.env.PATH, ONEWINDOW_PROFILE: 'development', DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const steps: Step[] = []
  let samples: number[] = []
  let peak = 0
  let cpu = 0
  const sampling = setInterval(async () => {
    const [status = '', stat = ''] = await Promise.all(
      ['status', 'stat'].map((name) => readFile(`/proc/${child.pid}/${name}`, 'utf8').catch(() => '')),
    )
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
    cpu = Math.max(cpu, (Number(user) + Number(system)) / TICKS || 0)
    const mebibytes = (field: string) =>
      Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1_024
    peak = Math.max(peak, mebibytes('VmHWM'))
    if (status) samples.push(mebibytes('VmRSS'))
  }, 100)
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, name, seconds] = /^✓ (.*?)\s+([\d.]+) s\b/.exec(line) ?? []
    if (name === undefined) return void process.stderr.write(`${line}\n`)
    const at = (part: number) => samples[Math.ceil(part * (samples.length - 1))] ?? Number.NaN
    steps.push({ name, seconds: Number(seconds), memory: [at(0.1), at(0.5), at(1)] })
    samples = []
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text
  })
  const [code] = await once(child, 'close')
  clearInterval(sampling)
  if (code !== 0) throw new Error(`onewindow import ended with ${code}`)
  return { steps, peak, cpu, summary: JSON.parse(printed) }
}
