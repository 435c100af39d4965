import { yes } from '../builder.ts'
import { UNIT } from '../expression.ts'
import { isVerified } from '../parameter.ts'
import type { Criterion, Outcome, Overlap, ProgrammeRule } from '../programme.ts'
import { verifiedOnly } from '../resolve-parameter.ts'
import { candidateOf, isInForce } from '../screening.ts'
import { parametersOf } from '../walk.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { relativesToSql } from './collection-to-sql.ts'
import {
  HOUSEHOLD_ALIAS as H,
  householdOf,
  openScope,
  rowOf,
  type SqlOptions,
  type SqlScope,
} from './scope.ts'
import type { Sql } from './to-sql.ts'

/**
 * A query of one programme over every household: rows `(programme, household_id, unit_id, outcome)`, the same outcomes
 * as `screenHousehold` gives. For a programme of persons `unit_id` is a person's, or the household's where it stands for all.
 *
 * @example outcomesToSql(programme, { on: '2024-02-01', parameter: parametersOn(parameters, '2024-02-01'), shape }).text
 */
export function outcomesToSql(programme: ProgrammeRule, options: Omit<SqlOptions, 'unit'>): Sql {
  const { scope, values } = openScope({ ...options, unit: programme.unit.kind })
  return { text: statement(programme, scope), values }
}

function statement(programme: ProgrammeRule, scope: SqlScope): string {
  const { shape, on, bind } = scope
  const id = `${bind(programme.id)}::text as programme, ${H}.id as household_id`
  if (!isInForce(programme, on)) {
    return `select ${id}, ${H}.id as unit_id, ${outcome('NOT_IN_FORCE')} as outcome from ${shape.households} ${H}`
  }
  const { alias } = rowOf(scope, UNIT)
  const { isUnit, joins, verdict } = verdictOf(programme, scope)
  if (programme.unit.kind === 'household') {
    return `select ${id}, ${H}.id as unit_id, ${verdict} as outcome from ${shape.households} ${H}, ${joins}`
  }
  const members = `${shape.persons} ${alias}`
  const units = `select ${alias}.id, ${verdict} as outcome from ${members}, ${joins} where ${alias}.household_id = ${H}.id and ${isUnit}`
  // A household without a candidate is refused once; one without members is not known to have none.
  const nobody = `case when exists (select from ${members} where ${alias}.household_id = ${H}.id) then ${outcome('NOT_ELIGIBLE')} else ${outcome('NEEDS_INFORMATION')} end`
  return `select ${id}, coalesce(s.id, ${H}.id) as unit_id, coalesce(s.outcome, ${nobody}) as outcome from ${shape.households} ${H} left join lateral (${units}) s on true`
}

const outcome = (name: Outcome) => `'${name}'::text`

/** The outcome of a unit, and the lateral items it is computed from: who is a unit at all (`w`), then the criteria (`v`). */
function verdictOf({ id, unit, criteria, overlaps = [] }: ProgrammeRule, scope: SqlScope) {
  const [whom = EVERYBODY] = candidateOf({ unit })
  const candidate = readingOf(whom, 'w.candidate', scope)
  const judged = criteria.map((criterion, i) => readingOf(criterion, `v.c${i}`, scope))
  const columns = judged.flatMap((reading) => reading.columns).join(', ')
  const met = [candidate, ...judged].map(({ holds }) => holds).join(' and ')
  const refused = judged.map(({ fails }) => fails)
  const stopped = overlaps
    .filter(({ effect, evidence }) => effect === 'stop' && isVerified(evidence))
    .map((overlap) => stopToSql(overlap, scope))
  const enrolled = `${enrolledToSql(id, scope)} as enrolled`
  return {
    isUnit: `(w.enrolled or not ${candidate.fails})`,
    joins: `lateral (select ${[...candidate.columns, enrolled].join(', ')} offset 0) w, lateral (select ${columns} offset 0) v`,
    verdict: `case when w.enrolled then ${outcome('ALREADY_ENROLLED')} when ${anyOf(refused)} then ${outcome('NOT_ELIGIBLE')} when ${anyOf(stopped)} then ${outcome('EXCLUDED_BY_OVERLAP')} when ${met} then ${outcome('ELIGIBLE')} else ${outcome('NEEDS_INFORMATION')} end`,
  }
}

const anyOf = (conditions: readonly string[]) => conditions.join(' or ') || 'false'

const EVERYBODY: Ruled = { rule: yes, evidence: 'V' }

type Ruled = Pick<Criterion, 'rule' | 'evidence'>

/** A rule's columns, and what they say: it surely fails only where it is verified and does without unverified parameters, too. */
function readingOf({ rule, evidence }: Ruled, name: string, scope: SqlScope) {
  const column = name.split('.').at(-1)
  const columns = [`${booleanToSql(rule, scope)} as ${column}`]
  if (!isVerified(evidence)) return { columns, holds: name, fails: 'false' }
  const isDoubtful = parametersOf(rule).some((id) => !isVerified(scope.parameter(id).evidence))
  if (!isDoubtful) return { columns, holds: name, fails: `(${name} is false)` }
  const sure = booleanToSql(rule, { ...scope, parameter: verifiedOnly(scope.parameter) })
  return {
    columns: [...columns, `${sure} as ${column}_sure`],
    holds: name,
    fails: `(${name} is false and ${name}_sure is false)`,
  }
}

function enrolledToSql(programme: string, scope: SqlScope): string {
  const { shape, bind } = scope
  return `exists (select from ${shape.enrolments} e where e.subject = ${rowOf(scope, UNIT).alias}.id and e.programme = ${bind(programme)}::text and e.enrolled)`
}

function stopToSql({ programmes, among }: Overlap, scope: SqlScope): string {
  const { shape, bind } = scope
  return `exists (select from ${shape.enrolments} e where e.programme = any(${bind(programmes)}::text[]) and e.enrolled and e.level = 'confirmed' and e.subject in (${subjectsToSql(among, scope)}))`
}

function subjectsToSql(among: Overlap['among'], scope: SqlScope): string {
  const unit = rowOf(scope, UNIT)
  const { alias } = householdOf(scope)
  switch (among) {
    case 'unit':
      return `select ${unit.alias}.id`
    case 'couple':
      return `select ${unit.alias}.id union all ${relativesToSql(unit, 'spouse', scope)}`
    case 'household':
      return `select ${alias}.id union all select m.id from ${scope.shape.persons} m where m.household_id = ${alias}.id`
  }
}
