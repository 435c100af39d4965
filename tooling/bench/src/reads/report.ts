import { onewindow } from './contender.ts'
import { type Measured, median } from './measure.ts'
import type { Shape } from './shape/shape.ts'

export interface Row {
  readonly server: string
  readonly perSecond: number
  /** OneWindow's requests a second by this server's, the median of the rounds; 1 for itself. */
  readonly ratio: number
  /** Smallest and largest of the rounds. */
  readonly spread: readonly [number, number]
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly messages: number
  readonly cpu: number
  readonly postgres: number
  readonly rss: number
  readonly failed: number
  readonly goal: number | null
  readonly met: boolean | null
}

export interface CaseReport {
  readonly case: string
  readonly title: string
  readonly goal: string
  readonly met: boolean
  readonly rows: readonly Row[]
}

export function reportCase({ name, title, goals: wanted }: Shape, measured: readonly Measured[]): CaseReport {
  const own = measured.find(({ contender }) => contender === onewindow)
  if (!own) throw new Error('OneWindow was not measured')
  const rows = measured.map(({ contender, rates, ...rest }): Row => {
    const ratios = rates.map((rate, round) => (own.rates[round] ?? Number.NaN) / rate)
    const goal = wanted[contender.name] ?? null
    const ratio = median(ratios)
    const { p50, p95, p99, messages, cpu, postgres, rss, failed } = rest
    return {
      server: contender.title,
      perSecond: median(rates),
      ratio,
      spread: [Math.min(...ratios), Math.max(...ratios)],
      ...{ p50, p95, p99, messages, cpu, postgres, rss, failed },
      goal,
      met: goal === null ? null : ratio >= goal,
    }
  })
  const goals = rows.filter(({ goal }) => goal !== null)
  return {
    case: name,
    title,
    goal: goals.map(({ server, goal }) => `≥ ${goal} × ${server}`).join(', '),
    met: goals.every(({ met }) => met) && rows.every(({ failed }) => failed === 0),
    rows,
  }
}

const HEADS = ['server', 'requests/s', 'OneWindow ÷ it', 'of rounds', 'goal', 'p50 ms', 'p95', 'p99']
const MORE = ['messages to PostgreSQL each', 'CPU ms each', 'PostgreSQL’s', 'peak RSS MiB', 'failed']

/** As a table of docs/performance.md. */
export function printCase({ title, rows, met }: CaseReport): void {
  const heads = [...HEADS, ...MORE]
  console.log(`\n${title}: ${met ? 'met' : 'not met'}\n`)
  console.log(`| ${heads.join(' | ')} |\n|---|${'---:|'.repeat(heads.length - 1)}`)
  for (const row of rows)
    console.log(
      `| ${[
        row.server,
        row.perSecond.toFixed(0),
        row.ratio.toFixed(2),
        row.spread.map((ratio) => ratio.toFixed(2)).join('–'),
        row.goal === null ? '' : `≥ ${row.goal}: ${row.met ? 'met' : 'not met'}`,
        ...[row.p50, row.p95, row.p99].map((time) => time.toFixed(1)),
        row.messages.toFixed(1),
        row.cpu.toFixed(1),
        row.postgres.toFixed(1),
        row.rss.toFixed(0),
        row.failed,
      ].join(' | ')} |`,
    )
}
