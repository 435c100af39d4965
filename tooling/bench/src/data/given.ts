import { readFile } from 'node:fs/promises'
import { type Data, type Held, holdData } from './build.ts'

/** Data that are held already by the file that says where, or else built for this run. */
export async function givenData({
  data,
  households = '10000',
}: {
  readonly data?: string | undefined
  readonly households?: string | undefined
}): Promise<Held> {
  if (data === undefined) return holdData(Number(households))
  const held: Data = JSON.parse(await readFile(data, 'utf8'))
  return { data: held, close: async () => {} }
}
