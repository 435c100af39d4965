import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as sql from '../src/sql/index.ts'

/** A compiler with one deliberate mistake: in `file`, the only `right` became `wrong`. */
export interface Mutant {
  readonly mistake: string
  readonly file: string
  readonly right: string
  readonly wrong: string
}

const source = fileURLToPath(new URL('../src', import.meta.url))

/** Writes the compiler's source with the mistake into an empty directory, and loads it. */
export async function loadMutant(
  { mistake, file, right, wrong }: Mutant,
  directory: string,
): Promise<typeof sql> {
  const compiler = join(directory, 'sql')
  // What the compiler imports stays the original, by its real path.
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (entry.isFile()) await symlink(join(source, entry.name), join(directory, entry.name))
  }
  await cp(join(source, 'sql'), compiler, { recursive: true })
  const text = await readFile(join(compiler, file), 'utf8')
  if (text.split(right).length !== 2) throw new Error(`${mistake}: ${file} does not hold once: ${right}`)
  await writeFile(
    join(compiler, file),
    text.replace(right, () => wrong),
  )
  return import(pathToFileURL(join(compiler, 'index.ts')).href)
}
