import { ENROLMENT, ENROLMENT_ROW, enrolmentsSql } from './enrolments.ts'
import { GOALS, type Shape } from './shape.ts'
import { here } from './sql.ts'
import { keepWords, valueSql, WORDS } from './words.ts'

const FACT = 'id kind label text round observedOn source'
const FACT_ROW = 'factId kind round booleanValue numberValue textValue dateFrom dateTo observedOn source'
const factsSql = (of: string) =>
  `(select coalesce(json_agg(json_build_object('id', f.fact_id, 'kind', f.kind, 'label', w.label, 'text', w.text,
      'round', f.round, 'observedOn', f.observed_on, 'source', f.source) order by f.kind, f.observed_on), '[]')
    from fact f join ${WORDS} w on w.kind = f.kind and w.value = ${valueSql('f')}
    where ${here('f')} and ${of} and f.recorded_to = 'infinity')`

const personSql = `json_build_object('id', p.person_id, 'name', p.name, 'parentName', p.parent_name, 'sex', p.sex,
  'birth', json_build_object('from', p.birth_from, 'to', p.birth_to, 'precision', p.birth_precision), 'diedOn', p.died_on,
  'identifiers', (select coalesce(json_agg(json_build_object('id', i.identifier_id, 'kind', i.kind) order by i.recorded_at), '[]')
    from identifier i where ${here('i')} and i.person_id = p.person_id and i.recorded_to = 'infinity'),
  'facts', ${factsSql('f.person_id = p.person_id')},
  'relationships', (select coalesce(json_agg(json_build_object('relation', r.relation,
      'relative', (select json_build_object('id', o.person_id, 'name', o.name) from person o
        where ${here('o')} and o.person_id = r.relative_id)) order by r.relationship_id), '[]')
    from relationship r where ${here('r')} and r.person_id = p.person_id and r.recorded_to = 'infinity'),
  'enrolments', ${enrolmentsSql('e.person_id = p.person_id')})`

/** A document shows its kind: its number is a question of its own, and another path. A screening's answers are another page. */
export const desk: Shape = {
  name: 'desk',
  title: 'one household with all a desk shows: members, documents’ kinds, facts, screenings, applications',
  goals: GOALS,
  query: `query Desk($id: ID!) { household(id: $id) { id reference village address language occurredOn area { id }
    facts { ${FACT} }
    members { role presence from until person { id name parentName sex birth { from to precision } diedOn
      identifiers { id kind } facts { ${FACT} } relationships { relation relative { id name } } enrolments { ${ENROLMENT} } } }
    enrolments { ${ENROLMENT} }
    screenings { id on knownAt release }
    applications { id programme { id } route step state appliedOn askAgainOn outcome } } }`,
  sql: `select json_build_object('data', json_build_object('household', (select json_build_object(
      'id', h.household_id, 'reference', h.reference, 'village', h.village, 'address', h.address, 'language', h.language,
      'occurredOn', h.occurred_on, 'area', json_build_object('id', h.operating_area),
      'facts', ${factsSql('f.household_id = h.household_id')},
      'members', (select coalesce(json_agg(json_build_object('role', m.role, 'presence', m.presence, 'from', m.valid_from,
          'until', m.valid_to, 'person', ${personSql}) order by m.valid_from, m.membership_id), '[]')
        from membership m join person p on ${here('p')} and p.person_id = m.person_id
        where ${here('m')} and m.household_id = h.household_id and m.recorded_to = 'infinity'),
      'enrolments', ${enrolmentsSql('e.household_id = h.household_id')},
      'screenings', (select coalesce(json_agg(json_build_object('id', s.screening_id, 'on', s.on_date, 'knownAt', s.known_at,
          'release', s.release_hash) order by s.known_at), '[]')
        from screening s where ${here('s')} and s.household_id = h.household_id),
      'applications', (select coalesce(json_agg(json_build_object('id', a.application_id,
          'programme', json_build_object('id', a.programme), 'route', a.route, 'step', a.step, 'state', a.state,
          'appliedOn', a.applied_on, 'askAgainOn', a.ask_again_on, 'outcome', a.outcome) order by a.application_id), '[]')
        from application a where ${here('a')} and a.household_id = h.household_id))
    from household h where ${here('h')} and h.household_id = $3::uuid)))`,
  postgraphile: {
    query: `query ($tenant: String!, $id: UUID!) { householdByTenantIdAndHouseholdId(tenantId: $tenant, householdId: $id) {
      householdId reference village address language occurredOn operatingArea
      factsByTenantIdAndOperatingAreaAndHouseholdId { nodes { ${FACT_ROW} } }
      membershipsByTenantIdAndOperatingAreaAndHouseholdId { nodes { role presence validFrom validTo
        personByTenantIdAndPersonId { personId name parentName sex birthFrom birthTo birthPrecision diedOn
          identifiersByTenantIdAndOperatingAreaAndPersonId { nodes { identifierId kind } }
          factsByTenantIdAndOperatingAreaAndPersonId { nodes { ${FACT_ROW} } }
          relationshipsByTenantIdAndOperatingAreaAndPersonId { nodes { relation personByTenantIdAndRelativeId { personId name } } }
          enrolmentsByTenantIdAndOperatingAreaAndPersonId { nodes { ${ENROLMENT_ROW} } } } } }
      enrolmentsByTenantIdAndOperatingAreaAndHouseholdId { nodes { ${ENROLMENT_ROW} } }
      screeningsByTenantIdAndOperatingAreaAndHouseholdId { nodes { screeningId onDate knownAt releaseHash } }
      applicationsByTenantIdAndOperatingAreaAndHouseholdId { nodes {
        applicationId programme route step state appliedOn askAgainOn outcome } } } }`,
    variables: async ({ variables }) => variables,
  },
  prepare: keepWords,
  async targets(ask, { tenant, area, count }) {
    const rows = await ask<{ id: string }>(
      `select household_id as id from screening where tenant_id = $1 and operating_area = $2 and programmes is null
       order by md5(household_id::text) limit $3`,
      [tenant, area, count],
    )
    return rows.map(({ id }) => ({ variables: { id }, values: [id] }))
  },
}
