import type { Shape } from './shape.ts'
import { cursorOf, cursorSql, here } from './sql.ts'

const SIZE = 20
const PAGES = 50

/** From page 50 on; the first page is measured beside it. */
export const workList: Shape = {
  name: 'worklist',
  title: `a district’s applications that wait, 20 of them, from page ${PAGES} on`,
  // The same but for what the machine does meanwhile.
  goals: { firstPage: 0.9 },
  query: `query WorkList($after: String) { applications(state: submitted, first: ${SIZE}, after: $after) {
    edges { node { id state step appliedOn askAgainOn programme { id }
      household { id reference village } person { id name } } }
    pageInfo { hasNextPage endCursor } } }`,
  sql: `select json_build_object('data', json_build_object('applications', json_build_object(
    'edges', coalesce(json_agg(json_build_object('node', json_build_object(
      'id', a.application_id, 'state', a.state, 'step', a.step, 'appliedOn', a.applied_on, 'askAgainOn', a.ask_again_on,
      'programme', json_build_object('id', a.programme),
      'household', (select json_build_object('id', h.household_id, 'reference', h.reference, 'village', h.village)
        from household h where ${here('h')} and h.household_id = a.household_id),
      'person', (select json_build_object('id', p.person_id, 'name', p.name)
        from person p where ${here('p')} and p.person_id = a.person_id)
      )) order by a.application_id) filter (where a.place <= ${SIZE}), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > ${SIZE}, 'endCursor',
      ${cursorSql(`(array_agg(a.application_id order by a.application_id desc) filter (where a.place <= ${SIZE}))[1]`)}))))
  from (select *, row_number() over (order by application_id) as place from
      (select * from application a where ${here('a')} and a.state = 'submitted'
         and ($3::uuid is null or application_id > $3::uuid)
       order by application_id limit ${SIZE + 1}) a) a`,
  postgraphile: {
    // Which column has an index, and so a condition, follows from the database.
    query: `query ($tenant: String!, $area: String!, $after: Cursor) {
      allApplications(first: ${SIZE}, after: $after, orderBy: [PRIMARY_KEY_ASC],
        condition: { tenantId: $tenant, operatingArea: $area, state: "submitted" }) {
        edges { node { applicationId state step appliedOn askAgainOn programme
          householdByTenantIdAndOperatingAreaAndHouseholdId { householdId reference village }
          personByTenantIdAndPersonId { personId name } } }
        pageInfo { hasNextPage endCursor } } }`,
    async variables({ values: [id] }, post) {
      const text = await post(
        `query ($tenant: String!, $id: UUID!) { allApplications(condition: { tenantId: $tenant, applicationId: $id },
           orderBy: [PRIMARY_KEY_ASC]) { edges { cursor } } }`,
        { id },
      )
      return { after: /"cursor":"([^"]+)"/.exec(text)?.[1] }
    },
  },
  async targets(ask, { tenant, area, count }) {
    const rows = await ask<{ id: string }>(
      `select application_id as id from (select application_id, row_number() over (order by application_id) as place
         from application where tenant_id = $1 and operating_area = $2 and state = 'submitted') a
       where place >= ${(PAGES - 1) * SIZE} and place % ${SIZE} = 0 order by place limit $3`,
      [tenant, area, count],
    )
    return rows.map(({ id }) => ({ variables: { after: cursorOf(id) }, values: [id] }))
  },
}
