import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../embedded.ts'
import type { KeeperAnswer } from './test-server.ts'

// Nothing of a test's database is worth a disk write.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
}

const [directory = '', run = '', binaries] = process.argv.slice(2)

try {
  const postgres = await startEmbedded({
    directory: join(directory, 'postgres'),
    settings,
    ...(binaries !== undefined && { binaries }),
  })
  const { adminUrl, ownerUrl, appUrl, loaderUrl } = postgres
  await answer({ urls: { adminUrl, ownerUrl, appUrl, loaderUrl } })
  while (isAlive(Number(run))) await sleep(500)
  await postgres.stop()
} catch (error) {
  await answer({ error: String(error) })
  while (isAlive(Number(run))) await sleep(500)
} finally {
  await rm(directory, { recursive: true, force: true })
}

/** Renamed into place, so that nobody reads half of it. */
async function answer(content: KeeperAnswer): Promise<void> {
  await writeFile(join(directory, 'answer'), JSON.stringify(content), { mode: 0o600 })
  await rename(join(directory, 'answer'), join(directory, 'answer.json'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
