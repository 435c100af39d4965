import type { Readable } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'

/** A ZIP file's entries by name, opened one at a time. */
export interface Zip {
  readonly has: (name: string) => boolean
  read(name: string): Promise<Readable>
  close(): void
}

/** @throws Error where it is no ZIP file. */
export function openZip(path: string): Promise<Zip> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) return reject(error)
      const entries = new Map<string, Entry>()
      zip.on('error', reject)
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.on('end', () => resolve(zipOf(zip, entries)))
      zip.readEntry()
    })
  })
}

const zipOf = (zip: ZipFile, entries: ReadonlyMap<string, Entry>): Zip => ({
  has: (name) => entries.has(name),
  read: (name) =>
    new Promise((resolve, reject) => {
      const entry = entries.get(name)
      if (!entry) return reject(new Error(`there is no ${name}`))
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
    }),
  close: () => zip.close(),
})
