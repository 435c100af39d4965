// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they quote the compiler's source
import type { Mutant } from './mutant.ts'

/** Mistakes in a programme's outcome; each must be noticed by random programmes. */
export const OUTCOME_MUTANTS: readonly Mutant[] = [
  {
    mistake: 'a programme is in force for ever',
    file: 'outcomes-to-sql.ts',
    right: '!isInForce(programme, on)',
    wrong: '!isInForce({ ...programme, to: undefined }, on)',
  },
  {
    mistake: 'a rule that is not verified refuses',
    file: 'outcomes-to-sql.ts',
    right: "if (!isVerified(evidence)) return { columns, holds: name, fails: 'false' }",
    wrong: '',
  },
  {
    mistake: 'a rule of who is a candidate that is not verified leaves out',
    file: 'outcomes-to-sql.ts',
    right: '[whom = EVERYBODY] = candidateOf({ unit })',
    wrong: "[whom = EVERYBODY] = candidateOf({ unit }).map((each) => ({ ...each, evidence: 'V' as const }))",
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
    right: '`(${name} is false and ${name}_sure is false)`',
    wrong: '`(${name}_sure is false)`',
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
    right: `and e.level = 'confirmed' and`,
    wrong: 'and',
  },
  {
    mistake: 'a spouse does not count among a couple',
    file: 'outcomes-to-sql.ts',
    right: `\${unit.alias}.id union all \${relativesToSql(unit, 'spouse', scope)}`,
    wrong: '${unit.alias}.id',
  },
  {
    mistake: 'members do not count among a household',
    file: 'outcomes-to-sql.ts',
    right: ' union all select m.id from ${scope.shape.persons} m where m.household_id = ${alias}.id',
    wrong: '',
  },
  {
    mistake: 'a denied enrolment is an enrolment',
    file: 'outcomes-to-sql.ts',
    right: '::text and e.enrolled)',
    wrong: '::text)',
  },
  {
    mistake: 'someone who may be a candidate is none',
    file: 'outcomes-to-sql.ts',
    right: 'or not ${candidate.fails})',
    wrong: 'or ${candidate.holds})',
  },
  {
    mistake: 'who is enrolled and no candidate is left out',
    file: 'outcomes-to-sql.ts',
    right: '(w.enrolled or not ${candidate.fails})',
    wrong: '(not ${candidate.fails})',
  },
  {
    mistake: 'whether someone is a candidate does not matter to a yes',
    file: 'outcomes-to-sql.ts',
    right: '[candidate, ...judged].map(',
    wrong: `[{ holds: 'true' }, ...judged].map(`,
  },
  {
    mistake: 'a household of which nobody is known is refused',
    file: 'outcomes-to-sql.ts',
    right: `else \${outcome('NEEDS_INFORMATION')} end\`\n  return`,
    wrong: `else \${outcome('NOT_ELIGIBLE')} end\`\n  return`,
  },
  {
    mistake: 'a missing fact makes eligible',
    file: 'outcomes-to-sql.ts',
    right: 'when ${met} then',
    wrong: 'when (${met}) is not false then',
  },
]
