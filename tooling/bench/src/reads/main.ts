import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { AREA, type Data, holdData, LARGE, SMALL } from '../data/build.ts'
import { asAdmin } from './as-admin.ts'
import { contendersOf, onewindow } from './contender.ts'
import { machineOf } from './machine.ts'
import { type Entrant, measure, type Pace } from './measure.ts'
import { startLoadGenerator, startServer } from './process.ts'
import { functionsOf, packagesOf } from './profile.ts'
import { printCase, reportCase } from './report.ts'
import { answersOf, sameAnswers } from './same-answers.ts'
import type { Ask, Shape } from './shape/shape.ts'
import { SHAPES } from './shape/shapes.ts'

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    pool: { type: 'string', default: '10' },
    only: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    data: { type: 'string' },
    'cpu-prof': { type: 'string' },
  },
})
const pace: Pace = {
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
}
const say = (text: string) => values.json || console.log(text)
/** Requests that differ; one in eleven is of the small tenant. */
const TARGETS = 20
const profiling = values['cpu-prof'] !== undefined

const built = values.data === undefined ? await holdData(Number(values.households)) : undefined
const data: Data = built?.data ?? JSON.parse(await readFile(values.data ?? '', 'utf8'))
const ask: Ask = (sql, parameters) => asAdmin(data.adminUrl, sql, parameters)
const machine = await machineOf(ask)
say(machine)
say(
  `${data.households} and ${Math.ceil(data.households / 10)} households, made in ${data.seconds.toFixed(0)} s`,
)
const generator = startLoadGenerator()
const cases = []
for (const shape of SHAPES) {
  if (values.only && !values.only.includes(shape.name)) continue
  cases.push(await runCase(shape))
}
if (values.json) console.log(JSON.stringify({ machine, households: data.households, pace, cases }, null, 2))
generator.end()
await built?.close()
process.exit()

async function runCase(shape: Shape) {
  const questions = []
  for (const [tenant, count] of [
    [LARGE, TARGETS],
    [SMALL, TARGETS / 10],
  ] as const)
    for (const target of await shape.targets(ask, { tenant, area: AREA, count }))
      questions.push({ tenant, area: AREA, token: data.tokens[tenant] ?? '', target })
  if (questions.length === 0) throw new Error(`${data.households} households are too few for ${shape.title}`)
  const entrants: Entrant[] = []
  for (const contender of contendersOf(shape)) {
    const server = await startServer(contender.server, {
      databaseUrl: data.appUrl,
      pool: Number(values.pool),
      tenants: [LARGE, SMALL],
      issuer: data.issuer,
    })
    const requests = []
    for (const question of questions) requests.push(await contender.ask(shape, question, server.url))
    entrants.push({ contender, server, requests })
  }
  await shape.prepare?.(ask, await answersOf(entrants, onewindow))
  await sameAnswers(entrants)
  const measured = await measure(entrants, generator, {
    ask,
    pace,
    profiled: profiling ? onewindow.name : undefined,
  })
  for (const { server } of entrants) await server.end()
  const report = reportCase(shape, measured)
  if (!values.json) printCase(report)
  const profile = measured.find(({ contender }) => contender === onewindow)?.profile
  if (profile) {
    await writeFile(`${values['cpu-prof']}/${shape.name}.cpuprofile`, JSON.stringify(profile))
    for (const { where, share } of [
      ...packagesOf(profile).slice(0, 10),
      ...functionsOf(profile).slice(0, 10),
    ])
      say(`  ${(share * 100).toFixed(1).padStart(5)} %  ${where}`)
  }
  return report
}
