import fc from 'fast-check'
import { EVIDENCE } from '../src/parameter.ts'
import type { Criterion, Overlap, ProgrammeRule } from '../src/programme.ts'
import { booleanExpression } from './arbitrary-expression.ts'
import { PROGRAMMES } from './vocabulary.ts'

const rule = fc.integer({ min: 0, max: 3 }).chain(booleanExpression)
// Mostly found in law, as in life; else there would hardly ever be a no.
const evidence = fc.oneof(
  { weight: 2, arbitrary: fc.constant('V' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...EVIDENCE) },
)
const source = fc.constant('Act')

const criterion: fc.Arbitrary<Criterion> = fc.record({ id: fc.constant('c'), rule, evidence, source })

const overlap: fc.Arbitrary<Overlap> = fc.record({
  id: fc.constant('o'),
  programmes: fc.subarray([...PROGRAMMES], { minLength: 1 }),
  among: fc.constantFrom('unit', 'couple', 'household'),
  effect: fc.constantFrom('stop', 'stop', 'warn'),
  evidence,
  source,
})

const days = fc.constantFrom('2024-02-01', '2024-02-29', '2030-01-01', '2030-01-01', '2030-01-01')

/** Of the programmes that the households' enrolments name, so that some are enrolled already. */
export const programme: fc.Arbitrary<ProgrammeRule> = fc.record(
  {
    id: fc.constantFrom(...PROGRAMMES),
    from: fc.constantFrom('2020-01-01', '2020-01-01', '2020-01-01', '2024-02-01'),
    to: days,
    unit: fc.oneof(
      fc.constant({ kind: 'household' as const }),
      fc.record({ kind: fc.constant('person' as const), candidate: rule, evidence, source }),
    ),
    criteria: fc.array(criterion, { maxLength: 3 }),
    overlaps: fc.array(overlap, { maxLength: 2 }),
    benefits: fc.constant([]),
  },
  { requiredKeys: ['id', 'unit', 'criteria', 'benefits'] },
)
