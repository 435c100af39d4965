import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { codes, post, serve } from './serve.ts'

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** A server that was given a manifest as one. */
async function serveOnly(manifest: object) {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-trusted-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const file = join(directory, 'manifest.json')
  await writeFile(file, JSON.stringify(manifest))
  return serve({ env: { ONEWINDOW_TRUSTED_DOCUMENTS: file } })
}

const WHO = 'query Who { whoami }'
const MANIFEST = { [sha256(WHO)]: WHO }

test('a trusted document is answered by its hash', async () => {
  const { url, token } = await serveOnly(MANIFEST)
  const answer = await post(url, { token }, JSON.stringify({ documentId: sha256(WHO) }))
  expect(answer.body).toEqual({ data: { whoami: 'account-river of river' } })
})

test.each([
  ['a document of the client’s own', { query: '{ whoami }' }],
  ['a trusted document as text', { query: WHO }],
  ['a hash beside another document', { query: '{ __typename }', documentId: sha256(WHO) }],
  ['an unknown hash', { documentId: sha256('{ whoami }') }],
  ['another kind of id', { documentId: 7 }],
  ['nothing', {}],
])('%s is refused', async (_what, body) => {
  const { url, token } = await serveOnly(MANIFEST)
  const answer = await post(url, { token }, JSON.stringify(body))
  expect(answer.status).toBe(400)
  expect(codes(answer)).toEqual(['DOCUMENT_NOT_TRUSTED'])
})

test('who calls is settled first', async () => {
  const { url } = await serveOnly(MANIFEST)
  expect(codes(await post(url, { token: null }, JSON.stringify({ query: WHO })))).toEqual(['UNAUTHENTICATED'])
})

test.each([
  ['a hash of something else', { [sha256('{ other }')]: WHO }, 'is not the one of its hash'],
  ['something else than documents', { documents: [WHO] }, 'is not JSON of hashes and documents'],
])('a manifest with %s is refused before anything is served', async (_what, manifest, said) => {
  await expect(serveOnly(manifest)).rejects.toThrow(said)
})
