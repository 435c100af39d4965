import { dirname } from 'node:path'
import type { Platform } from '@onewindow/core'
import type { Installation } from '../installation.ts'
import { changeLines } from '../plan/present.ts'
import { runStart, type StartOptions } from '../start/start.ts'
import { paint, type Terminal } from '../terminal.ts'
import { applyAnew } from './apply-anew.ts'
import { type Watching, watchFiles } from './watch-files.ts'

/**
 * `onewindow dev`: everything that `start` runs, and each file that is saved is checked and served at once. The server goes on:
 * it reads a new release with its next request, and without a sound one keeps the last.
 */
export async function runDev(
  terminal: Terminal,
  installation: Installation,
  options: Omit<StartOptions, 'served'>,
): Promise<void> {
  let watching: Watching | undefined
  let work: Promise<void> = Promise.resolve()
  const directory = dirname(installation.state)
  const served = async (platform: Platform) => {
    watching = await watchFiles(directory, (files) => {
      work = work.then(() => takeIn(terminal, installation, { files, platform }))
    })
    terminal.stderr.write(
      `\nWatching ${directory}. A changed configuration or extension needs a new start.\n`,
    )
  }
  try {
    await runStart(terminal, installation, {
      ...options,
      served,
      // The database goes last: a release that is being applied needs it.
      closing: async () => {
        await watching?.close()
        await work
      },
    })
  } finally {
    await watching?.close()
  }
}

async function takeIn(
  terminal: Terminal,
  { file }: Installation,
  { files, platform }: { readonly files: readonly string[]; readonly platform: Platform },
): Promise<void> {
  if (terminal.stopped.aborted) return
  const { stderr } = terminal
  const say = (text: string) => stderr.write(`${text}\n`)
  say(paint(stderr, 'dim', `\n${files.join(', ')} changed`))
  try {
    const { applied, said } = await applyAnew(terminal, file)
    if (terminal.stopped.aborted) return
    if (said !== '') say(said)
    for (const { tenant, hash, changed, changes } of applied) {
      if (changed) platform.forget(tenant)
      if (hash === undefined)
        say(`${paint(stderr, 'red', '✗')} ${tenant} goes on as it was: the last sound definition is served.`)
      else if (changed) {
        for (const line of changes.flatMap(changeLines)) say(`  ${line}`)
        say(`${paint(stderr, 'green', '✓')} ${tenant} is served anew: ${hash.slice(0, 12)}`)
      } else say(`${paint(stderr, 'green', '✓')} ${tenant} says the same as before.`)
    }
    if (applied.length === 0)
      say(`${paint(stderr, 'red', '✗')} The files cannot be read: the last sound definition is served.`)
  } catch (error) {
    say(`${paint(stderr, 'red', '✗')} ${error instanceof Error ? error.message : String(error)}`)
  }
}
