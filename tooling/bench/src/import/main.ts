import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createTestPlatform } from '@onewindow/core/testing'
import { definition } from '../families.ts'
import { machineOf } from '../reads/machine.ts'
import { postgresTime } from '../reads/postgres-time.ts'
import { functionsOf, packagesOf } from '../reads/profile.ts'
import { copyRows } from './copy-rows.ts'
import { printReport, reportOf } from './report.ts'
import { runImport } from './run-import.ts'
import { writeSurvey } from './survey-file.ts'

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '5000' },
    json: { type: 'boolean' },
    'cpu-prof': { type: 'string' },
  },
})
const say = (text: string) => values.json || console.log(text)
const profile = values['cpu-prof']

const platform = await createTestPlatform([definition])
await platform.db.close()
const { database } = platform
const empty = await database.copy()
const ask = <Row>(sql: string) => database.asAdmin<Row & Record<string, unknown>>(sql)
const machine = await machineOf(ask)
say(machine)
const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
try {
  const file = join(folder, 'households.csv')
  const made = await writeSurvey(file, Number(values.households))
  const before = await postgresTime(ask)
  const imported = await runImport({
    file,
    report: join(folder, 'report.csv'),
    url: database.appUrl,
    profile,
  })
  const between = await postgresTime(ask)
  const copied = await copyRows(database, empty)
  const after = await postgresTime(ask)
  const postgres = { imported: between - before, copied: after - between }
  const report = reportOf(made, { imported, copied, postgres })
  if (values.json) console.log(JSON.stringify({ machine, ...report }, null, 2))
  else printReport(report)
  if (profile !== undefined) await printProfile(profile)
} finally {
  await rm(folder, { recursive: true })
  await empty.drop()
  await database.drop()
}
process.exit()

async function printProfile(directory: string) {
  const [last] = (await readdir(directory))
    .filter((name) => name.endsWith('.cpuprofile'))
    .toSorted()
    .slice(-1)
  const recorded = JSON.parse(await readFile(join(directory, last ?? ''), 'utf8'))
  for (const { where, share } of [
    ...packagesOf(recorded).slice(0, 12),
    ...functionsOf(recorded).slice(0, 40),
  ])
    say(`  ${(share * 100).toFixed(1).padStart(5)} %  ${where}`)
}
