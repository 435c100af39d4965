import { ENROLMENT, ENROLMENT_ROW, enrolmentsSql } from './enrolments.ts'
import { GOALS, type Shape } from './shape.ts'
import { cursorOf, cursorSql, here } from './sql.ts'

const SIZE = 20

const OF_AREA = 'condition: { tenantId: $tenant, operatingArea: $area }, orderBy: [PRIMARY_KEY_ASC]'

export const householdPage: Shape = {
  name: 'households',
  title: 'a page of 20 households with members and enrolments',
  goals: GOALS,
  query: `query Households($after: String) { households(first: ${SIZE}, after: $after) {
    edges { node { id reference village area { id }
      members { role presence from person { id name sex birth { from to precision } enrolments { ${ENROLMENT} } } }
      enrolments { ${ENROLMENT} } } }
    pageInfo { hasNextPage endCursor } } }`,
  sql: `select json_build_object('data', json_build_object('households', json_build_object(
    'edges', coalesce(json_agg(json_build_object('node', json_build_object(
      'id', h.household_id, 'reference', h.reference, 'village', h.village, 'area', json_build_object('id', h.operating_area),
      'members', (select coalesce(json_agg(json_build_object('role', m.role, 'presence', m.presence, 'from', m.valid_from,
          'person', json_build_object('id', p.person_id, 'name', p.name, 'sex', p.sex,
            'birth', json_build_object('from', p.birth_from, 'to', p.birth_to, 'precision', p.birth_precision),
            'enrolments', ${enrolmentsSql('e.person_id = p.person_id')})) order by m.valid_from, m.membership_id), '[]')
        from membership m join person p on ${here('p')} and p.person_id = m.person_id
        where ${here('m')} and m.household_id = h.household_id and m.recorded_to = 'infinity'),
      'enrolments', ${enrolmentsSql('e.household_id = h.household_id')}
      )) order by h.household_id) filter (where h.place <= ${SIZE}), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > ${SIZE}, 'endCursor',
      ${cursorSql(`(array_agg(h.household_id order by h.household_id desc) filter (where h.place <= ${SIZE}))[1]`)}))))
  from (select *, row_number() over (order by household_id) as place from
      (select * from household h where ${here('h')} and ($3::uuid is null or household_id > $3::uuid)
       order by household_id limit ${SIZE + 1}) h) h`,
  postgraphile: {
    query: `query ($tenant: String!, $area: String!, $after: Cursor) {
      allHouseholds(first: ${SIZE}, after: $after, ${OF_AREA}) {
        edges { node { householdId reference village operatingArea
          membershipsByTenantIdAndOperatingAreaAndHouseholdId { nodes { role presence validFrom
            personByTenantIdAndPersonId { personId name sex birthFrom birthTo birthPrecision
              enrolmentsByTenantIdAndOperatingAreaAndPersonId { nodes { ${ENROLMENT_ROW} } } } } }
          enrolmentsByTenantIdAndOperatingAreaAndHouseholdId { nodes { ${ENROLMENT_ROW} } } } }
        pageInfo { hasNextPage endCursor } } }`,
    async variables({ values: [id] }, post) {
      const text = await post(
        `query ($tenant: String!, $id: UUID!) { allHouseholds(condition: { tenantId: $tenant, householdId: $id },
           orderBy: [PRIMARY_KEY_ASC]) { edges { cursor } } }`,
        { id },
      )
      return { after: /"cursor":"([^"]+)"/.exec(text)?.[1] }
    },
  },
  async targets(ask, { tenant, area, count }) {
    const rows = await ask<{ id: string }>(
      `select household_id as id from (select household_id, row_number() over (order by household_id desc) as place
         from household where tenant_id = $1 and operating_area = $2) h
       where place > 2 * ${SIZE} order by md5(household_id::text) limit $3`,
      [tenant, area, count],
    )
    return rows.map(({ id }) => ({ variables: { after: cursorOf(id) }, values: [id] }))
  },
}
