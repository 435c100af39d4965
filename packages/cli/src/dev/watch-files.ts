import { relative, sep } from 'node:path'
import { watch } from 'chokidar'

/** What definitions are written in. */
const WRITTEN_IN = /\.([cm]?[jt]s|json|csv|ya?ml)$/

export interface Watching {
  close(): Promise<void>
}

/** Calls back with files of a folder that were written, gathered while they keep coming. */
export async function watchFiles(
  directory: string,
  changed: (files: readonly string[]) => void,
): Promise<Watching> {
  const pending = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(directory, {
    ignoreInitial: true,
    ignored: (path) => {
      const parts = relative(directory, path).split(sep)
      return parts.some(
        (part) => part === 'node_modules' || (part.startsWith('.') && part !== '.' && part !== '..'),
      )
    },
  })
  watcher.on('all', (_event, path) => {
    if (!WRITTEN_IN.test(path)) return
    pending.add(relative(directory, path))
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = [...pending].toSorted()
      pending.clear()
      changed(files)
    }, QUIET)
    timer.unref()
  })
  await new Promise<void>((resolve) => void watcher.once('ready', resolve))
  return {
    async close() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

/** An editor that saves several files does so within this, in milliseconds. */
const QUIET = 150
