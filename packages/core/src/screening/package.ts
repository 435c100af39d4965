import { type LawfulPackages, lawfulPackages } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { checkPastDay } from '../dates.ts'
import { type HouseholdId, isId } from '../ids.ts'
import { areasFor, mayIn, type Session, today } from '../session.ts'
import { findNames, findReadable } from './queries.ts'
import { answerFor } from './service.ts'
import { loadSnapshot } from './snapshot.ts'
import type { ScreeningView } from './view.ts'

export interface PackageAnswer extends LawfulPackages {
  readonly view: ScreeningView
  /** Programmes that this reader cannot compare: even that one is offered would betray something sensitive. */
  readonly withheld: readonly Programme[]
  /** For the audit, which lists whom a read was about. */
  readonly household_id: HouseholdId
  readonly people: Readonly<Record<string, string>>
}

/**
 * What a household could receive together, before it applies for anything. Nothing is stored; null where the household is
 * out of reach.
 *
 * @throws DomainError `IMPOSSIBLE_DATE` · `FUTURE_DATE`
 */
export async function comparePackages(
  session: Session,
  input: { readonly household: string; readonly on?: string | null | undefined },
): Promise<PackageAnswer | null> {
  const on = input.on ?? today(session)
  checkPastDay(session, on, ['on'])
  const areas = areasFor(session.actor, 'screening.run')
  const found = isId(input.household)
    ? await findReadable(session.tx, areas, input.household as HouseholdId)
    : undefined
  if (!found) return null
  const { household_id, operating_area: area } = found
  const { tenant, actor } = session
  const household = await loadSnapshot(session.tx, tenant, {
    household: household_id,
    area,
    on,
    knownAt: session.now,
  })
  const sensitive = mayIn(actor, 'fact.readSensitive', area)
  const own = ({ institution }: Programme) =>
    actor.institution === undefined || institution === actor.institution
  const withheld = tenant.definition.programmes.filter(
    (programme) => own(programme) && !sensitive && tenant.readsSensitive(programme.id),
  )
  const programmes = tenant.definition.programmes.filter(
    (programme) => own(programme) && !withheld.includes(programme),
  )
  const { results } = answerFor(tenant, household, { on, chosen: programmes.map(({ id }) => id) })
  const people = await findNames(
    session.tx,
    area,
    household.members.map(({ id }) => id),
  )
  return {
    ...lawfulPackages({ programmes, household, results, currency: tenant.definition.formats.currency }),
    view: {
      release: tenant,
      on,
      household: household_id,
      area,
      names: mayIn(actor, 'person.read', area) ? people : {},
      sensitive,
    },
    withheld,
    household_id,
    people,
  }
}
