// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they quote the compiler's source
import type { Mutant } from './mutant.ts'

/** Mistakes in a programme's outcome; each must be noticed by random programmes. */
export const OUTCOME_MUTANTS: readonly Mutant[] = [
  {
    mistake: 'a programme is in force for ever',
    file: 'outcomes-to-sql.ts',
    right: '!isInForce(programme, options.on)',
    wrong: '!isInForce({ ...programme, to: undefined }, options.on)',
  },
  {
    mistake: 'a rule that is not verified refuses',
    file: 'outcomes-to-sql.ts',
    right: 'if (!isVerified(evidence)) return `nullif(${holds}, false)`',
    wrong: '',
  },
  {
    mistake: 'a rule of who is a candidate that is not verified leaves out',
    file: 'outcomes-to-sql.ts',
    right: 'candidateOf({ unit }).map((whom) => ruleToSql(whom, scope))',
    wrong: "candidateOf({ unit }).map((whom) => ruleToSql({ ...whom, evidence: 'V' }, scope))",
  },
  {
    mistake: 'a parameter that is not verified refuses',
    file: 'outcomes-to-sql.ts',
    right: 'parameter: verifiedOnly(scope.parameter)',
    wrong: 'parameter: scope.parameter',
  },
  {
    mistake: 'a yes is taken back for a parameter that is not verified',
    file: 'outcomes-to-sql.ts',
    right: '`(${holds} or (${sure} and null))`',
    wrong: '`(${sure} and null)`',
  },
  {
    mistake: 'any overlap stops',
    file: 'outcomes-to-sql.ts',
    right: `effect === 'stop' && isVerified(evidence)`,
    wrong: `effect !== undefined && isVerified(evidence)`,
  },
  {
    mistake: 'an overlap rule that is not verified stops',
    file: 'outcomes-to-sql.ts',
    right: `effect === 'stop' && isVerified(evidence)`,
    wrong: `effect === 'stop'`,
  },
  {
    mistake: 'an overlapping enrolment need not be confirmed',
    file: 'outcomes-to-sql.ts',
    right: ` and e.level = 'confirmed')`,
    wrong: ')',
  },
  {
    mistake: 'a spouse does not count among a couple',
    file: 'outcomes-to-sql.ts',
    right: ` or exists (select from (\${relativesToSql(unit, 'spouse', scope)}) s (id) where s.id \${enrolled})`,
    wrong: '',
  },
  {
    mistake: 'members do not count among a household',
    file: 'outcomes-to-sql.ts',
    right:
      ' or exists (select from ${shape.persons} m where m.household_id = ${alias}.id and m.id ${enrolled})',
    wrong: '',
  },
  {
    mistake: 'a denied enrolment is an enrolment',
    file: 'outcomes-to-sql.ts',
    right: '::text and e.enrolled)',
    wrong: '::text)',
  },
  {
    mistake: 'an overlap comes before a refusal',
    file: 'outcomes-to-sql.ts',
    right:
      "case when ${holds} is false then ${letter('NOT_ELIGIBLE')} else ${letter('EXCLUDED_BY_OVERLAP')} end",
    wrong: "${letter('EXCLUDED_BY_OVERLAP')}",
  },
  {
    mistake: 'someone who may be a candidate is none',
    file: 'outcomes-to-sql.ts',
    right: 'when ${whom} is false then',
    wrong: 'when ${whom} is not true then',
  },
  {
    mistake: 'who is enrolled and no candidate is left out',
    file: 'outcomes-to-sql.ts',
    right: "case when ${enrolledToSql(id, scope)} then ${letter('ALREADY_ENROLLED')} ${left}",
    wrong: "case ${left} when ${enrolledToSql(id, scope)} then ${letter('ALREADY_ENROLLED')}",
  },
  {
    mistake: 'whether someone is a candidate does not matter to a yes',
    file: 'outcomes-to-sql.ts',
    right: '[...candidate, ...criteria.map(',
    wrong: '[...criteria.map(',
  },
  {
    mistake: 'a household of which nobody is known is refused',
    file: 'outcomes-to-sql.ts',
    right: `else \${letter('NEEDS_INFORMATION')} end\`\n  const whole`,
    wrong: `else \${letter('NOT_ELIGIBLE')} end\`\n  const whole`,
  },
  {
    mistake: 'a missing fact makes eligible',
    file: 'outcomes-to-sql.ts',
    right: 'case ${holds} when true then',
    wrong: 'case ${holds} is not false when true then',
  },
  {
    mistake: 'nobody known among a unit’s relatives makes it unknown whether one is so',
    file: 'passes.ts',
    right: 'is not null then ${column} else false end',
    wrong: 'is not null then ${column} end',
  },
  {
    mistake: 'a pass forgets who is absent',
    file: 'passes.ts',
    right: '...presenceToSql(over, MEMBER, scope),',
    wrong: '',
  },
  {
    mistake: 'what is unknown of one is a no of all',
    file: 'passes.ts',
    right: ' when bool_or(c.h${i} is null) then null',
    wrong: '',
  },
]
