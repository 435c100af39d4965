import { UNIT } from '../expression.ts'
import { isVerified } from '../parameter.ts'
import type { Criterion, Outcome, Overlap, ProgrammeRule } from '../programme.ts'
import { verifiedOnly } from '../resolve-parameter.ts'
import { candidateOf, isInForce } from '../screening.ts'
import { parametersOf } from '../walk.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { relativesToSql } from './collection-to-sql.ts'
import { NO_OUTCOME, OUTCOME_LETTERS } from './outcome-letters.ts'
import { passesToSql } from './passes.ts'
import { type RowValues, rowValuesToSql } from './row-values.ts'
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
 * A query of all programmes over every household: a row `(household_id, unit_id, outcomes)` of each member and one of the
 * household itself, with a letter per programme in their order. `unitOutcomes` reads them: they are the outcomes of `screenHousehold`.
 *
 * @example outcomesToSql(programmes, { on: '2024-02-01', parameter: parametersOn(parameters, '2024-02-01'), shape }).text
 */
export function outcomesToSql(programmes: readonly ProgrammeRule[], options: Omit<SqlOptions, 'unit'>): Sql {
  const { scope, values } = openScope({ ...options, unit: 'person' })
  const { shape } = options
  const { alias } = rowOf(scope, UNIT)
  const shared: RowValues = { alias: scope.alias('s'), beside: [alias], values: [] }
  const ofPerson = { ...scope, shared, passes: new Map() }
  const ofHousehold = { ...scope, passes: new Map(), rows: new Map(scope.rows).set(UNIT, householdOf(scope)) }
  // A household without a candidate is refused once; one without members is not known to have none.
  const nobody = `case when exists (select from ${shape.persons} m where m.household_id = ${H}.id) then ${letter('NOT_ELIGIBLE')} else ${letter('NEEDS_INFORMATION')} end`
  const whole = programmes.map((programme) => {
    if (!isInForce(programme, options.on)) return letter('NOT_IN_FORCE')
    return programme.unit.kind === 'person' ? 'n.letter' : unitToSql(programme, ofHousehold)
  })
  const own = programmes.map((programme) =>
    isInForce(programme, options.on) && programme.unit.kind === 'person'
      ? unitToSql(programme, ofPerson)
      : NONE,
  )
  const text = `select ${H}.id as household_id, ${H}.id as unit_id, ${joined(whole)} as outcomes from ${shape.households} ${H} cross join lateral (select ${nobody} as letter offset 0) n${passesToSql(ofHousehold.passes)}
    union all select ${H}.id, ${alias}.id, ${joined(own)} from ${shape.households} ${H} join ${shape.persons} ${alias} on ${alias}.household_id = ${H}.id${rowValuesToSql(shared)}${passesToSql(ofPerson.passes)}`
  return { text, values }
}

const letter = (name: Outcome) => `'${OUTCOME_LETTERS[name]}'`
const NONE = `'${NO_OUTCOME}'`
const joined = (letters: readonly string[]) => letters.join(' || ') || `''`

/** The letter of a unit. Each part is read as far as it takes: most people are candidates of little. */
function unitToSql({ id, unit, criteria, overlaps = [] }: ProgrammeRule, scope: SqlScope): string {
  const candidate = candidateOf({ unit }).map((whom) => ruleToSql(whom, scope))
  const met = [...candidate, ...criteria.map((criterion) => ruleToSql(criterion, scope))]
  const holds = met.length === 0 ? 'true' : `(${met.join(' and ')})`
  const stopped = overlaps
    .filter(({ effect, evidence }) => effect === 'stop' && isVerified(evidence))
    .map((overlap) => stopToSql(overlap, scope))
  const left = candidate.map((whom) => `when ${whom} is false then ${NONE}`).join(' ')
  const barred =
    stopped.length === 0
      ? ''
      : `when ${stopped.join(' or ')} then case when ${holds} is false then ${letter('NOT_ELIGIBLE')} else ${letter('EXCLUDED_BY_OVERLAP')} end`
  const verdict = `case ${holds} when true then ${letter('ELIGIBLE')} when false then ${letter('NOT_ELIGIBLE')} else ${letter('NEEDS_INFORMATION')} end`
  return `case when ${enrolledToSql(id, scope)} then ${letter('ALREADY_ENROLLED')} ${left} ${barred} else ${verdict} end`
}

/** A rule that is false only where it surely fails: where it is verified and does without unverified parameters, too. */
function ruleToSql({ rule, evidence }: Pick<Criterion, 'rule' | 'evidence'>, scope: SqlScope): string {
  const holds = booleanToSql(rule, scope)
  if (!isVerified(evidence)) return `nullif(${holds}, false)`
  const isDoubtful = parametersOf(rule).some((id) => !isVerified(scope.parameter(id).evidence))
  if (!isDoubtful) return holds
  const sure = booleanToSql(rule, { ...scope, parameter: verifiedOnly(scope.parameter) })
  return `(${holds} or (${sure} and null))`
}

// Queries that depend on no row are run once, and looked up in a hash for each.
const enrolledToSql = (programme: string, scope: SqlScope): string =>
  `${rowOf(scope, UNIT).alias}.id in (select e.subject from ${scope.shape.enrolments} e where e.programme = ${scope.bind(programme)}::text and e.enrolled)`

function stopToSql({ programmes, among }: Overlap, scope: SqlScope): string {
  const { shape, bind } = scope
  const unit = rowOf(scope, UNIT)
  const { alias } = householdOf(scope)
  const enrolled = `in (select e.subject from ${shape.enrolments} e where e.programme = any(${bind(programmes)}::text[]) and e.enrolled and e.level = 'confirmed')`
  switch (among) {
    case 'unit':
      return `${unit.alias}.id ${enrolled}`
    case 'couple':
      return `${unit.alias}.id ${enrolled} or exists (select from (${relativesToSql(unit, 'spouse', scope)}) s (id) where s.id ${enrolled})`
    case 'household':
      return `${alias}.id ${enrolled} or exists (select from ${shape.persons} m where m.household_id = ${alias}.id and m.id ${enrolled})`
  }
}
