import { paint, type Terminal } from './terminal.ts'

interface Step<Result> {
  readonly name: string
  /** May report how far it is; only a terminal shows that. */
  readonly run: (report: (now: string) => void) => Promise<Result>
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
    const result = await run((now) => show(`${name}: ${now}`))
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
