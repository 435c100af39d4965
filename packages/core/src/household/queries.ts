import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import type { ChangeId, HouseholdId, PersonId } from '../ids.ts'
import { insertUnlessTaken } from '../insert-rows.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { HouseholdChangeTable, HouseholdTable, MembershipTable } from './table.ts'

/** Under references that no other household has: of 40 random bits, a few in three million meet. */
export async function insertHouseholds(
  tx: Transaction,
  newReference: () => string,
  rows: readonly Omit<Insertable<HouseholdTable>, 'reference'>[],
): Promise<void> {
  let waiting = rows
  for (let tries = 0; waiting.length > 0; tries++) {
    if (tries === 5) throw new Error('five new references in a row were taken')
    const inserted = await insertUnlessTaken(tx, 'household', {
      rows: waiting.map((row) => ({ ...row, reference: newReference() })),
      returning: 'household_id',
    })
    waiting = waiting.filter(({ household_id }) => !inserted.has(household_id))
  }
}

type Found = Promise<Selectable<HouseholdTable> | undefined>

export const lookUpHousehold = (tx: Transaction, areas: AreaScope, id: HouseholdId): Found =>
  householdIn(tx, areas, id).executeTakeFirst()

/** Locks the row until the transaction ends, so that two changes of one household follow each other. */
export const lockHousehold = (tx: Transaction, areas: AreaScope, id: HouseholdId): Found =>
  householdIn(tx, areas, id).forUpdate().executeTakeFirst()

const householdIn = (tx: Transaction, areas: AreaScope, id: HouseholdId) =>
  tx
    .selectFrom('household')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('household_id', '=', id)

/** The area of a household, of a transaction that reaches the whole tenant. */
export const areaOfHousehold = async (tx: Transaction, id: HouseholdId): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('household')
    .select('operating_area')
    .where('tenant_id', '=', tx.tenant)
    .where('household_id', '=', id)
    .executeTakeFirst()
  return row?.operating_area
}

/** Locks several, in one order for everyone, so that two changes never wait for each other. */
export async function lockHouseholds(tx: Transaction, ids: readonly HouseholdId[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .selectFrom('household')
    .select('household_id')
    .where('tenant_id', '=', tx.tenant)
    .where('household_id', 'in', [...ids])
    .orderBy('household_id')
    .forUpdate()
    .execute()
}

/** Memberships that stand, as known now. */
export const findMemberships = (
  tx: Transaction,
  household: HouseholdId,
): Promise<Selectable<MembershipTable>[]> =>
  tx
    .selectFrom('membership')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('household_id', '=', household)
    .where('recorded_to', '=', 'infinity')
    .orderBy('membership_id')
    .execute()

export async function supersedeMemberships(
  tx: Transaction,
  ids: readonly string[],
  { at, endedBy }: { readonly at: Date; readonly endedBy: ChangeId },
): Promise<void> {
  await tx
    .updateTable('membership')
    .set({ recorded_to: at, ended_by: endedBy })
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`membership_id = any(${ids}::uuid[])`)
    .where('recorded_to', '=', 'infinity')
    .execute()
}

/** Stays of someone that stand and have not ended, or not by a day, in any household of the tenant. */
export const findStays = (
  tx: Transaction,
  person: PersonId,
  after?: string,
): Promise<Selectable<MembershipTable>[]> =>
  tx
    .selectFrom('membership')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person)
    .where('recorded_to', '=', 'infinity')
    .where(({ or, eb }) =>
      or([eb('valid_to', 'is', null), ...(after === undefined ? [] : [eb('valid_to', '>', after)])]),
    )
    .execute()

export async function insertChange(tx: Transaction, row: Insertable<HouseholdChangeTable>): Promise<void> {
  await tx.insertInto('household_change').values(row).execute()
}

export const findChange = (
  tx: Transaction,
  areas: AreaScope,
  id: ChangeId,
): Promise<(Selectable<HouseholdChangeTable> & { readonly isUndone: SqlBool }) | undefined> =>
  tx
    .selectFrom('household_change')
    .selectAll()
    .select(
      sql<SqlBool>`exists (select from household_change u where u.tenant_id = ${tx.tenant} and u.undoes = ${id})`.as(
        'isUndone',
      ),
    )
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('change_id', '=', id)
    .executeTakeFirst()

/** Whether any of these changes was not undone. */
export async function someStand(tx: Transaction, changes: readonly ChangeId[]): Promise<boolean> {
  const undone = await tx
    .selectFrom('household_change')
    .select('undoes')
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`undoes = any(${changes}::uuid[])`)
    .execute()
  return new Set(changes).size > undone.length
}

/** What a change wrote, and what it superseded. */
export const findChanged = (tx: Transaction, change: ChangeId): Promise<Selectable<MembershipTable>[]> =>
  tx
    .selectFrom('membership')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where(({ or, eb }) => or([eb('change_id', '=', change), eb('ended_by', '=', change)]))
    .execute()

/** Rows about the household follow by their foreign keys. */
export async function moveHousehold(tx: Transaction, id: HouseholdId, area: string): Promise<void> {
  await tx
    .updateTable('household')
    .set({ operating_area: area })
    .where('tenant_id', '=', tx.tenant)
    .where('household_id', '=', id)
    .execute()
}

export const findByReference = (
  tx: Transaction,
  reference: string,
): Promise<Selectable<HouseholdTable> | undefined> =>
  tx
    .selectFrom('household')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('reference', '=', reference)
    .executeTakeFirst()

/** Everyone who is or was a member, as known now, and has not moved to another area since. */
export const findMembers = async (tx: Transaction, household: HouseholdId): Promise<PersonId[]> => {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('person', (join) =>
      join
        .onRef('person.tenant_id', '=', 'membership.tenant_id')
        .onRef('person.person_id', '=', 'membership.person_id')
        .onRef('person.operating_area', '=', 'membership.operating_area'),
    )
    .select('membership.person_id')
    .where('membership.tenant_id', '=', tx.tenant)
    .where('membership.household_id', '=', household)
    .where('membership.recorded_to', '=', 'infinity')
    .execute()
  return rows.map((row) => row.person_id)
}

/** Members of the household now who do not live in another one, and who died as its members. */
export const findWhoMove = async (tx: Transaction, household: HouseholdId): Promise<PersonId[]> => {
  const { rows } = await sql<{ person_id: PersonId }>`
    select here.person_id from membership here
    where here.tenant_id = ${tx.tenant} and here.household_id = ${household} and here.recorded_to = 'infinity'
      and here.valid_to is null and not exists (select from membership there
        where there.tenant_id = ${tx.tenant} and there.person_id = here.person_id and there.household_id <> ${household}
          and there.presence = 'resident' and there.recorded_to = 'infinity' and there.valid_to is null)
    union
    select c.person_id from household_change c
    where c.tenant_id = ${tx.tenant} and c.household_id = ${household} and c.kind = 'death' and not exists (
      select from household_change u where u.tenant_id = ${tx.tenant} and u.undoes = c.change_id)`.execute(tx)
  return rows.map((row) => row.person_id)
}

/** The household that the person is a member of now, where they live before where they are away from. */
export const homeOf = async (tx: Transaction, person: PersonId): Promise<HouseholdId | undefined> => {
  const row = await tx
    .selectFrom('membership')
    .select('household_id')
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person)
    .where('recorded_to', '=', 'infinity')
    .where('valid_to', 'is', null)
    .orderBy(sql`presence = 'resident'`, 'desc')
    .executeTakeFirst()
  return row?.household_id
}

/**
 * Where a person lives now, within their own area, or a household in which anyone does: undefined for the dead, for whoever
 * lives nowhere, and for a household that everyone has left.
 */
export const findPlace = (
  tx: Transaction,
  unit: { readonly person: PersonId } | { readonly household: HouseholdId },
): Promise<{ readonly household: HouseholdId; readonly area: string } | undefined> =>
  tx
    .selectFrom('membership')
    .innerJoin('person', (join) =>
      join
        .onRef('person.tenant_id', '=', 'membership.tenant_id')
        .onRef('person.person_id', '=', 'membership.person_id')
        .onRef('person.operating_area', '=', 'membership.operating_area'),
    )
    .select(['membership.household_id as household', 'membership.operating_area as area'])
    .where('membership.tenant_id', '=', tx.tenant)
    .where('membership.recorded_to', '=', 'infinity')
    .where('membership.valid_to', 'is', null)
    .where('person.died_on', 'is', null)
    .where((row) =>
      'person' in unit
        ? row('membership.person_id', '=', unit.person)
        : row('membership.household_id', '=', unit.household),
    )
    .orderBy(sql`membership.presence = 'resident'`, 'desc')
    .limit(1)
    .executeTakeFirst()

/** Households that these people are, were or were taken for members of; where they live now comes first. */
export const householdsOf = async (tx: Transaction, people: readonly PersonId[]): Promise<HouseholdId[]> => {
  if (people.length === 0) return []
  const rows = await tx
    .selectFrom('membership')
    .select('household_id')
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', 'in', [...people])
    .orderBy(sql`recorded_to = 'infinity'`, 'desc')
    .orderBy(sql`valid_to is null`, 'desc')
    .orderBy(sql`presence = 'resident'`, 'desc')
    .execute()
  return [...new Set(rows.map((row) => row.household_id))]
}
