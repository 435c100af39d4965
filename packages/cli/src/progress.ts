import { paint, type Terminal } from './terminal.ts'

/** How far something is. */
export interface Far {
  readonly done: number
  /** Null where nobody can know it yet. */
  readonly total: number | null
  /** Of something that has several. */
  readonly stage?: string | null
}

export type Report = (far: Far) => void

interface Step<Result> {
  readonly name: string
  /** May report how far it is; only a terminal shows that. */
  readonly run: (report: Report) => Promise<Result>
  /** What came of it, in a few words. */
  readonly done?: (result: Result) => string
}

/** Runs one step of several, and leaves a line with how long it took. Stops before it where the user asked to. */
export async function step<Result>(
  { stderr, stopped }: Terminal,
  { name, run, done }: Step<Result>,
): Promise<Result> {
  stopped.throwIfAborted()
  const began = performance.now()
  const show = (now: string) => stderr.isTTY && stderr.write(`\r\x1b[2K${paint(stderr, 'dim', `  ${now}`)}`)
  show(name)
  try {
    const result = await run((far) => show(`${barOf(far)}${name}: ${progressOf(far)}`))
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    const detail = done?.(result) ?? ''
    if (stderr.isTTY) stderr.write('\r\x1b[2K')
    stderr.write(
      `${paint(stderr, 'green', '✓')} ${name.padEnd(28)} ${seconds.padStart(5)} s  ${detail}`.trimEnd() +
        '\n',
    )
    return result
  } catch (error) {
    if (stderr.isTTY) stderr.write('\r\x1b[2K')
    stderr.write(`${paint(stderr, 'red', '✗')} ${name}\n`)
    throw error
  }
}

/** `12,000 of 300,000 (4%)`, with the stage before it where there are several. */
export function progressOf({ stage = null, done, total }: Far): string {
  const number = (value: number) => value.toLocaleString('en')
  const far =
    total === null
      ? number(done)
      : `${number(done)} of ${number(total)}${total > 0 ? ` (${Math.floor((100 * done) / total)}%)` : ''}`
  return stage === null ? far : `${stage} ${far}`
}

const WIDTH = 24

/** A bar, where it is known how long it is. */
function barOf({ done, total }: Far): string {
  if (!total) return ''
  const full = Math.min(WIDTH, Math.floor((WIDTH * done) / total))
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} `
}
