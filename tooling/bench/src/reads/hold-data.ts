import { writeFile } from 'node:fs/promises'
import { buildData } from './data.ts'

// Builds the data of `reads` once, for as many runs as one likes: `reads --data file`, until this process is ended.
const [file = 'reads-data.json', households = '10000'] = process.argv.slice(2)
const { data, close } = await buildData(Number(households))
await writeFile(file, JSON.stringify(data))
console.log(`${file} is ready after ${data.seconds.toFixed(0)} s; Ctrl-C ends it.`)
const forever = setInterval(() => {}, 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    clearInterval(forever)
    await close()
    process.exit()
  })
