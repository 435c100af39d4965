import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTestPlatform } from '@onewindow/core/testing'
import { definition } from './families.ts'
import { keptIn, LEASE_OVER, launch, randomly } from './killing.ts'

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '50' },
    'kills-a-run': { type: 'string', default: '5' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
})

/** What an import leaves, form by form: without ids and references, which are drawn, and the time at which it was. */
const KEPT = {
  households: `select s.instance, s.state, h.operating_area, h.village, h.address, h.language, h.occurred_on, h.synthetic
    from staged_household s left join household h using (tenant_id, household_id)`,
  people: `select s.instance, p.name, p.parent_name, p.sex, p.birth_from, p.birth_to, m.role, m.presence, m.valid_from,
      (select count(*) from identifier i where i.person_id = p.person_id) as documents
    from staged_household s join membership m using (tenant_id, household_id) join person p using (tenant_id, person_id)`,
  facts: `select s.instance, p.name, f.kind, f.round, f.observed_on, f.source
    from staged_household s join membership m using (tenant_id, household_id) join person p using (tenant_id, person_id)
    join fact f on f.person_id = p.person_id or f.household_id = m.household_id`,
  relatives: `select s.instance, p.name, r.relation, o.name as relative
    from staged_household s join membership m using (tenant_id, household_id) join person p using (tenant_id, person_id)
    join relationship r on r.person_id = p.person_id join person o on o.person_id = r.relative_id`,
  enrolments: `select s.instance, p.name, e.programme, e.enrolled, e.level, e.valid_from
    from staged_household s join membership m using (tenant_id, household_id) join person p using (tenant_id, person_id)
    join enrolment e on e.person_id = p.person_id or e.household_id = m.household_id`,
  identifiers: 'select count(*) from identifier_claim',
}

const platform = await createTestPlatform([definition])
await platform.db.close()
const folder = await mkdtemp(join(tmpdir(), 'kill-import-'))
const file = join(folder, 'synthetic.csv')
const made = launch(
  ['generate', 'households', file, '--households', values.households, '--bad', '3', '--seed', '11'],
  platform.database.appUrl,
)
await once(made, 'exit')
const random = randomly(Number(values.seed))

/** One import, killed so often at random moments of at most `span` seconds after each start. */
async function round(kills: number, span: number) {
  const database = await platform.database.copy()
  const report = join(folder, 'report.csv')
  await rm(report, { force: true })
  const began = performance.now()
  const moments: string[] = []
  for (;;) {
    const command = launch(['import', 'households', file, '--report', report], database.appUrl)
    const gone = once(command, 'exit')
    if (moments.length < kills) {
      const after = random() * span
      await Promise.race([gone, sleep(after * 1_000)])
      if (command.exitCode === null) {
        command.kill('SIGKILL')
        const [{ staged, registered }] = (await database.asAdmin(
          `select count(*) filter (where state = 'staged')::int as staged,
             count(*) filter (where state = 'registered')::int as registered from staged_household`,
        )) as [{ staged: number; registered: number }]
        moments.push(`${after.toFixed(1)} (${staged}+${registered})`)
      }
    }
    const [code] = await gone
    if (code === 0) {
      const seconds = (performance.now() - began) / 1_000
      const rows = { ...(await keptIn(database, KEPT)), report: await readFile(report, 'utf8') }
      await database.drop()
      return { moments, seconds, rows }
    }
    if (code !== null) throw new Error(`onewindow import ended with ${code}`)
    await database.asAdmin(LEASE_OVER)
  }
}

console.log(`${values.households} households, seed ${values.seed}\n`)
const undisturbed = await round(0, 0)
const counts = Object.entries(undisturbed.rows).map(([name, text]) => `${text.split('\n').length} ${name}`)
console.log(`undisturbed: ${undisturbed.seconds.toFixed(0)} s, rows: ${counts.join(', ')}\n`)
console.log('kills at seconds after a start (staged + registered by then)')
let kills = 0
let rounds = 0
let wrong = 0
while (kills < Number(values.kills)) {
  const { moments, rows } = await round(
    Math.min(Number(values['kills-a-run']), Number(values.kills) - kills),
    undisturbed.seconds,
  )
  const found: Readonly<Record<string, string>> = rows
  const differing = Object.entries(undisturbed.rows).flatMap(([name, text]) =>
    found[name] === text ? [] : [name],
  )
  if (differing.length > 0) wrong += 1
  kills += moments.length
  rounds += 1
  console.log(`${moments.join(' ')}  ${differing.length === 0 ? 'identical' : `DIFFERENT: ${differing}`}`)
}
console.log(
  `\n${kills} kills in ${rounds} imports; ${rounds - wrong} of them identical to the undisturbed one`,
)
await rm(folder, { recursive: true })
await platform.database.drop()
process.exit(wrong === 0 ? 0 : 1)
