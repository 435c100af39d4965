import { type BooleanExpression, UNIT } from '../expression.ts'
import { isVerified } from '../parameter.ts'
import type { Outcome, Overlap, ProgrammeRule } from '../programme.ts'
import { verifiedOnly } from '../resolve-parameter.ts'
import { isInForce } from '../screening.ts'
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
  const verdict = verdictOf(programme, scope)
  if (programme.unit.kind === 'household') {
    return `select ${id}, ${H}.id as unit_id, ${verdict.outcome} as outcome from ${shape.households} ${H}, ${verdict.join}`
  }
  const members = `${shape.persons} ${alias}`
  const units = `select ${alias}.id, ${verdict.outcome} as outcome from ${members}, ${verdict.join} where ${alias}.household_id = ${H}.id and ${verdict.isUnit}`
  // A household without a candidate is refused once; one without members is not known to have none.
  const nobody = `case when exists (select from ${members} where ${alias}.household_id = ${H}.id) then ${outcome('NOT_ELIGIBLE')} else ${outcome('NEEDS_INFORMATION')} end`
  return `select ${id}, coalesce(s.id, ${H}.id) as unit_id, coalesce(s.outcome, ${nobody}) as outcome from ${shape.households} ${H} left join lateral (${units}) s on true`
}

const outcome = (name: Outcome) => `'${name}'::text`

/** What a unit's outcome is computed from, each once: all of it holds, some of it surely does not, or it is enrolled. */
function verdictOf(programme: ProgrammeRule, scope: SqlScope) {
  const { unit, criteria, overlaps = [] } = programme
  const candidate = unit.kind === 'person' ? [unit.candidate] : []
  const rules = criteria.map(({ rule }) => rule)
  const verified = criteria.filter(({ evidence }) => isVerified(evidence)).map(({ rule }) => rule)
  const stops = overlaps.filter(({ effect, evidence }) => effect === 'stop' && isVerified(evidence))
  const stopped = stops.map((overlap) => stopToSql(overlap, scope)).join(' or ') || 'false'
  const columns = [
    `${booleanToSql({ op: 'and', of: [...candidate, ...rules] }, scope)} as met`,
    `${possible(candidate, scope)} as candidate`,
    `${possible(verified, scope)} as possible`,
    `${enrolledToSql(programme.id, scope)} as enrolled`,
  ].join(', ')
  return {
    join: `lateral (select ${columns} offset 0) v`,
    isUnit: '(v.candidate is not false or v.enrolled)',
    outcome: `case when v.enrolled then ${outcome('ALREADY_ENROLLED')} when v.possible is false then ${outcome('NOT_ELIGIBLE')} when ${stopped} then ${outcome('EXCLUDED_BY_OVERLAP')} when v.met then ${outcome('ELIGIBLE')} else ${outcome('NEEDS_INFORMATION')} end`,
  }
}

/** False only where a rule is false, and would be without the parameters that are not verified. */
function possible(rules: readonly BooleanExpression[], scope: SqlScope): string {
  const sure = { ...scope, parameter: verifiedOnly(scope.parameter) }
  const needsBoth = (rule: BooleanExpression) =>
    parametersOf(rule).some((id) => !isVerified(scope.parameter(id).evidence))
  const each = rules.map((rule) => {
    const plain = booleanToSql(rule, scope)
    return needsBoth(rule) ? `(${plain} or ${booleanToSql(rule, sure)})` : plain
  })
  return each.length === 0 ? 'true' : `(${each.join(' and ')})`
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
