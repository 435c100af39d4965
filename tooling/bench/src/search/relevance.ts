import type { Ask } from '../reads/shape/shape.ts'
import { CALLED } from './names.ts'
import { type Asked, MUHAMMAD } from './queries.ts'

const wordsOf = (kind: keyof typeof CALLED, id: number) => (CALLED[kind][id]?.written.en ?? '').split(' ')

/** Everyone who is called so bears all of these names, and perhaps others. */
function idsOf(kind: keyof typeof CALLED, words: readonly string[]): number[] {
  return CALLED[kind].flatMap(({ id }) => {
    const own = wordsOf(kind, id)
    return words.every((word) => own.includes(word)) ? [id] : []
  })
}

/** How many are meant, counted up to a page, and how many of those shown are; by who they are, and not by how it is written. */
export async function relevance(
  ask: Ask,
  {
    tenant,
    area,
    meant,
    shown,
  }: { tenant: string; area: string | undefined; meant: Asked['meant']; shown: readonly string[] },
): Promise<{ there: number; hits: number }> {
  const name =
    meant.name === undefined
      ? undefined
      : meant.name === MUHAMMAD
        ? ['Muhammad']
        : wordsOf(meant.sex, meant.name)
  const among = (kind: keyof typeof CALLED, words: readonly string[] | undefined) =>
    words === undefined ? null : idsOf(kind, words)
  const where = `m.tenant = $1 and ($2::text is null or m.area = $2)
    and ($3::int[] is null or (m.sex = 'female' and m.name = any($3)) or (m.sex = 'male' and m.name = any($4::int[])))
    and ($5::int[] is null or m.parent = any($5)) and ($6::int[] is null or m.village = any($6))
    and ($7::int is null or m.birth_from is null or (extract(year from m.birth_from) <= $7 + 2 and extract(year from m.birth_to) >= $7 - 2))`
  const values = [
    tenant,
    area ?? null,
    among('female', name),
    among('male', name),
    meant.parent === undefined ? null : among('male', wordsOf('male', meant.parent)),
    meant.village === undefined ? null : among('village', wordsOf('village', meant.village)),
    meant.year ?? null,
  ]
  const [row] = await ask<{ there: number; hits: number }>(
    `select (select count(*)::int from (select from bench.made m where ${where} limit 20) as them) as there,
       (select count(*)::int from bench.made m where m.id = any($8::uuid[]) and ${where}) as hits`,
    [...values, shown],
  )
  return row ?? { there: 0, hits: 0 }
}
