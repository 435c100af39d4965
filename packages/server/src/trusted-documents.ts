import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ConfigError } from './config.ts'
import { HttpError } from './http-error.ts'

/** The documents that may be asked, by `sha256:` and the hash of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>

const manifestSchema = z.record(z.string(), z.string())

/**
 * Reads the manifests that the builds of clients wrote: JSON, hash to document.
 *
 * @throws ConfigError where one cannot be read, or a hash is not its document's
 */
export async function readTrustedDocuments(files: readonly string[]): Promise<TrustedDocuments> {
  const manifests = await Promise.all(files.map(readManifest))
  return new Map(manifests.flatMap((manifest) => Object.entries(manifest)))
}

async function readManifest(file: string): Promise<Readonly<Record<string, string>>> {
  const wrong = (why: string) => new ConfigError(`ONEWINDOW_TRUSTED_DOCUMENTS: ${file} ${why}`)
  const text = await readFile(file, 'utf8').catch(() => {
    throw wrong('cannot be read')
  })
  const parsed = manifestSchema.safeParse(parse(text))
  if (!parsed.success) throw wrong('is not JSON of hashes and documents')
  for (const [hash, document] of Object.entries(parsed.data))
    if (hash !== `sha256:${createHash('sha256').update(document).digest('hex')}`)
      throw wrong(`holds a document that is not the one of its hash, ${hash.slice(0, 19)}…`)
  return parsed.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The body with the document that it names by `documentId`, as the GraphQL over HTTP draft has it.
 *
 * @throws HttpError `DOCUMENT_NOT_TRUSTED` for a document of the client's own, and for an unknown hash
 */
export function withTrustedDocument(body: unknown, documents: TrustedDocuments): object {
  const { documentId, query, ...rest }: { documentId?: unknown; query?: unknown } = Object(body)
  const document =
    typeof documentId === 'string' && query === undefined ? documents.get(documentId) : undefined
  if (document === undefined)
    throw new HttpError(400, 'DOCUMENT_NOT_TRUSTED', {
      message: 'This server answers only documents of its clients’ builds, named by documentId.',
    })
  return { ...rest, query: document }
}
