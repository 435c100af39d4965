import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { csv, fileWith, problemsIn, readAll } from './river.ts'

const row = (instance: string, name: string) => `${instance},2024-01-05,R1,1,1,${name},1,1`

test('a cell of ten megabytes is a problem of its row, quoted or not, and holds up no other', async () => {
  const huge = 'x'.repeat(10_000_000)
  const items = await readAll(
    await fileWith(csv([row('1', 'Hina'), row('2', huge), row('3', `"${huge}"`), row('4', 'Noor')])),
  )
  expect(problemsIn(items)).toEqual(['3 member.name CELL_TOO_LONG', '4 member.name CELL_TOO_LONG'])
  for (const item of items) if ('rows' in item) expect(JSON.stringify(item.rows).length).toBeLessThan(11_000)
})

test('a quote that never closes ends the reading before it holds the file in memory', async () => {
  const path = await fileWith(csv([row('1', 'Hina'), row('2', '"Hina')]))
  const file = createWriteStream(path, { flags: 'a' })
  const line = `${row('3', 'Noor')}\n`.repeat(10_000)
  for (let written = 0; written < 80_000_000; written += line.length)
    if (!file.write(line)) await once(file, 'drain')
  await finished(file.end())
  const before = process.memoryUsage().rss
  const items = await readAll(path)
  expect(items[0]).toMatchObject({ instance: '1', problems: [{ line: 3, code: 'QUOTE_NOT_CLOSED' }] })
  expect(items).toHaveLength(1)
  expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
})
