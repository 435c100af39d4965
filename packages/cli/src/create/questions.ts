import { createInterface } from 'node:readline/promises'
import { misused } from '../failure.ts'
import type { Terminal } from '../terminal.ts'
import { installedTenants } from './layer.ts'

/** Asks what the command line left out, where a person sits there. */
export async function askWhatToCreate(
  terminal: Terminal,
): Promise<{ readonly slug: string; readonly layer: string | undefined }> {
  const { stdin, stderr, stopped } = terminal
  if (!stdin?.isTTY) throw misused('Name the tenant: onewindow create <slug>.')
  const lines = createInterface({ input: stdin, output: stderr, signal: stopped })
  try {
    const slug = await lines.question('Slug of the tenant, such as north-shore: ', { signal: stopped })
    const known = installedTenants(terminal.directory)
    const layer = await lines.question(
      `Layer that it extends${known.length > 0 ? ` (${known.join(', ')})` : ''}, or nothing for a complete copy: `,
      { signal: stopped },
    )
    return { slug: slug.trim(), layer: layer.trim() || undefined }
  } finally {
    lines.close()
  }
}
