import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder outside the repository; `remove` when the file's tests have ended. */
export async function folderElsewhere(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'onewindow-pack-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
