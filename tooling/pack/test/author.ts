import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What an author of a new province does to what `create` wrote: thirty districts (made up here) in place of the one to
 * be filled in, and the offices for all of them. Answers how many lines were written.
 */
export async function fillIn(folder: string, slug: string): Promise<number> {
  const first = `${slug}-first-district`
  const ids = Array.from({ length: 30 }, (_, index) => `${slug}-${index + 1}`)
  let written = 0
  const edit = async (path: string, change: (line: string) => string | readonly string[]) => {
    const lines = (await readFile(join(folder, path), 'utf8')).split('\n')
    const changed = lines.flatMap(change)
    written += changed.filter((line) => !lines.includes(line)).length
    await writeFile(join(folder, path), changed.join('\n'))
  }
  await edit('tables/areas.csv', (line) =>
    line.startsWith(`${first},`)
      ? ids.map((id, index) =>
          line.replace(first, id).replace('First district (to be filled in)', `District ${index + 1}`),
        )
      : line,
  )
  await edit('tables/offices.csv', (line) => line.replace(`,${first},`, `,${ids.join('|')},`))
  for (const path of ['scenarios/first-family.yaml', 'src/demo.ts'])
    await edit(path, (line) => line.replace(first, ids[0] ?? ''))
  return written
}
