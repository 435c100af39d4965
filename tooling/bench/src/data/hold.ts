import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdData } from './build.ts'

// Builds data in a directory, or takes up those that it holds, for as many runs as one likes: `--data DIR/data.json`,
// until this process is ended.
const [directory, households = '10000'] = process.argv.slice(2)
if (directory === undefined) throw new Error('say which directory, and how many households')
await mkdir(directory, { recursive: true })
const { data, close } = await holdData(Number(households), directory)
const file = join(directory, 'data.json')
await writeFile(file, JSON.stringify(data))
console.log(
  `${file} is ready, with ${data.households} households made in ${data.seconds.toFixed(0)} s; Ctrl-C ends it.`,
)
const forever = setInterval(() => {}, 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    clearInterval(forever)
    await close()
    process.exit()
  })
