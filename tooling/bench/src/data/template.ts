import {
  applyRelease,
  findCurrentRelease,
  openAccount,
  opening,
  prepareHousehold,
  type Session,
  screen,
  systemActor,
  type Tables,
  writeHouseholds,
} from '@onewindow/core'
import { testCipher as cipher } from '@onewindow/core/testing'
import { connect, inTenant } from '@onewindow/db'
import { generatePopulation } from '@onewindow/survey'
import type { Definition } from '@onewindow/tenant'
import { calibration, definition } from '../families.ts'
import type { BenchDatabase } from './server.ts'

/** One in so many households has been screened: a stored screening is large, and most have none. */
const SCREENED = 10

export interface Account {
  readonly subject: string
  readonly role: string
  readonly area: string
}

export interface TenantSetting {
  readonly definitions: readonly Definition[]
  readonly issuer: string
  readonly accountsOf: (tenant: string) => readonly Account[]
}

/** Applies the tenants, and registers made-up households of 5 to 8 persons in the first, as a window does. */
export async function registerTemplate(
  database: BenchDatabase,
  { definitions, issuer, accountsOf }: TenantSetting,
  households: number,
): Promise<void> {
  const db = await connect<Tables>({ url: database.appUrl, role: 'app', opening })
  const inSession = async (id: string, use: (session: Session) => Promise<void>) => {
    const tenant = await findCurrentRelease(db, id)
    if (!tenant) throw new Error(`${id} was not applied`)
    await inTenant(db, { scope: { tenant: id, areas: 'all' }, mode: 'write' }, (tx) =>
      use({ tx, tenant, actor: systemActor('bench'), now: new Date(), cipher, demo: true }),
    )
  }
  for (const one of definitions) {
    await applyRelease(db, one, { by: '[bench]', at: new Date() })
    await inSession(one.id, async (session) => {
      for (const { subject, role, area } of accountsOf(one.id))
        await openAccount(session, { issuer, subject, name: subject, roles: [{ role, area }] })
    })
  }
  const [first] = definitions
  if (!first) throw new Error('there is a tenant')
  const families = madeUp(households)
  await inSession(first.id, async (session) => {
    const prepared = families.map((family) => prepareHousehold(session, family))
    for (const [area, own] of Map.groupBy(prepared, (one) => one.area))
      await writeHouseholds(session, area, own)
    for (const [place, { household }] of prepared.entries())
      if (place % SCREENED === 0) await screen(session, { household })
  })
  await db.close()
  await database.asAdmin(APPLICATIONS)
}

/**
 * Each household has asked for three programmes, and most of it waits. As with every application the screening of that
 * programme is kept beside it, here without its reasons, which no shape reads.
 */
const APPLICATIONS = `
  create temp table asked as
    select m.tenant_id, m.operating_area, m.household_id, m.person_id, uuidv7() as application_id, uuidv7() as screening_id,
      (array['bisp-kafaalat', 'pbm-csp', 'bisp-taleemi-wazaif'])[m.place] as programme,
      (array['submitted', 'approved', 'submitted', 'in_review', 'submitted', 'declined', 'submitted', 'submitted'])[1 + (m.n * 3 + m.place) % 8] as state,
      date '2024-02-01' + (m.n % 28)::int as day, t.current_release
    from (select membership.*, row_number() over (partition by household_id order by membership_id) as place,
        dense_rank() over (order by household_id) as n from membership) m
    join tenant t using (tenant_id) where place <= 3 order by n;
  insert into screening (tenant_id, operating_area, screening_id, household_id, area_then, on_date, known_at, release_hash,
      programmes, input, people, results, recorded_by)
    select tenant_id, operating_area, screening_id, household_id, operating_area, day, day, current_release, array[programme],
      '{}', '{}', '[]', 'bench' from asked;
  insert into application (tenant_id, operating_area, application_id, household_id, person_id, programme, route, step, state,
      applied_on, ask_again_on, screening_id, outcome, release_hash, recorded_at, recorded_by)
    select tenant_id, operating_area, application_id, household_id, person_id, programme, 'registry_desk', 'referred_to_desk',
      state, day, day + 30, screening_id, 'NEEDS_INFORMATION', current_release, day, 'bench' from asked`

function madeUp(households: number) {
  const made = []
  // More than half are of another size.
  for (const { household } of generatePopulation({ definition, calibration, households: 1e6, seed: 7 })) {
    if (household.members.length < 5 || household.members.length > 8) continue
    made.push(household)
    if (made.length === households) break
  }
  return made
}
