import fc from 'fast-check'
import {
  type BooleanExpression,
  type Collection,
  type DateExpression,
  ENROLMENT_LEVELS,
  type FactExpression,
  HOUSEHOLD,
  type NumberExpression,
  PRESENCES,
  RELATIONS,
  UNIT,
  type Who,
} from '../src/expression.ts'
import { DAYS } from './arbitrary-household.ts'
import { PARAMETERS, PROGRAMMES } from './vocabulary.ts'

/** The names that stand for someone where an expression is read. */
type Names = readonly Who[]

export const booleanExpression = (depth: number): fc.Arbitrary<BooleanExpression> =>
  booleans(depth, [UNIT, HOUSEHOLD])
export const numberExpression = (depth: number): fc.Arbitrary<NumberExpression> =>
  numbers(depth, [UNIT, HOUSEHOLD])

const how = fc.constantFrom('lt', 'le', 'gt', 'ge', 'eq', 'ne')
const parameterIds = PARAMETERS.map(({ id }) => id)
const roundOf = fc.constantFrom(...parameterIds)

// Everyone has every fact of the vocabulary, so that any name can be asked anything.
const who = (names: Names) => fc.constantFrom(...names)

const factOf = <Type extends FactExpression['type']>(type: Type, names: Names, ...ids: readonly string[]) =>
  fc.record({
    op: fc.constant('fact' as const),
    type: fc.constant(type),
    who: who(names),
    id: fc.constantFrom(...ids),
  })

const scaledFact = (names: Names) =>
  fc.oneof(
    fc.record({ ...fixed({ op: 'fact', type: 'number', id: 'income', scale: 0 }), who: who(names) }),
    fc.record({ ...fixed({ op: 'fact', type: 'number', id: 'land', scale: 2 }), who: who(names) }),
    fc.record({ ...fixed({ op: 'fact', type: 'number', id: 'score', scale: 2 }), who: who(names), roundOf }),
  )

const dates = (names: Names): fc.Arbitrary<DateExpression> =>
  fc.oneof(
    { weight: 4, arbitrary: factOf('date', names, 'birth_date', 'arrived') },
    {
      weight: 1,
      arbitrary: fc.record({
        ...fixed({ op: 'fact', type: 'date', id: 'surveyed' }),
        who: who(names),
        roundOf,
      }),
    },
    { weight: 2, arbitrary: fc.constantFrom(...DAYS).map((value) => ({ op: 'date' as const, value })) },
    { weight: 1, arbitrary: fc.constant({ op: 'on' as const }) },
  )

const texts = (names: Names) => factOf('text', names, 'marital_status', 'presence')

const collection = (names: Names): fc.Arbitrary<Collection> =>
  fc.oneof(
    fc.constant({ kind: 'members' as const }),
    fc.record({
      kind: fc.constant('members' as const),
      presence: fc.subarray([...PRESENCES], { minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant('relatives' as const),
      of: who(names),
      relation: fc.constantFrom(...RELATIONS),
    }),
  )

const booleans = remember((depth: number, names: Names): fc.Arbitrary<BooleanExpression> => {
  const leaves: Weighted<BooleanExpression>[] = [
    { weight: 1, arbitrary: fc.boolean().map((value) => ({ op: 'boolean' as const, value })) },
    { weight: 1, arbitrary: fc.constant({ op: 'unknown' as const }) },
    { weight: 4, arbitrary: factOf('boolean', names, 'widow', 'pupil') },
    {
      weight: 1,
      arbitrary: fc.record({
        ...fixed({ op: 'fact', type: 'boolean', id: 'listed' }),
        who: who(names),
        roundOf,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        op: fc.constant('is' as const),
        of: texts(names),
        in: fc.subarray(['widowed', 'married', 'شادی', 'resident', 'absent']),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('known' as const),
        of: fc.oneof(
          factOf('boolean', names, 'widow'),
          scaledFact(names),
          texts(names),
          factOf('date', names, 'arrived'),
          fc.record({ ...fixed({ op: 'fact', type: 'date', id: 'surveyed' }), who: who(names), roundOf }),
        ),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        op: fc.constant('enrolled' as const),
        who: who(names),
        programmes: fc.array(fc.constantFrom(...PROGRAMMES), { maxLength: 3 }),
        atLeast: fc.constantFrom(...ENROLMENT_LEVELS),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        op: fc.constant('compareDates' as const),
        how,
        left: dates(names),
        right: dates(names),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        op: fc.constant('compare' as const),
        how,
        left: numbers(0, names),
        right: numbers(0, names),
      }),
    },
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const inner = booleans(depth - 1, names)
  const number = numbers(depth - 1, names)
  return fc.oneof(
    ...leaves.map(({ arbitrary }) => ({ weight: 1, arbitrary })),
    {
      weight: 7,
      arbitrary: fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(inner, { maxLength: 3 }) }),
    },
    { weight: 3, arbitrary: inner.map((of) => ({ op: 'not' as const, of })) },
    {
      weight: 12,
      arbitrary: fc.record({ op: fc.constant('compare' as const), how, left: number, right: number }),
    },
    {
      weight: 8,
      arbitrary: bound(names, (as, within) =>
        fc.record({
          op: fc.constant('any' as const),
          over: collection(names),
          as: fc.constant(as),
          where: booleans(depth - 1, within),
        }),
      ),
    },
  )
})

const numbers = remember((depth: number, names: Names): fc.Arbitrary<NumberExpression> => {
  const small = fc.oneof(
    fc.record({
      op: fc.constant('number' as const),
      value: fc.integer({ min: -4, max: 12 }),
      scale: fc.constant(0),
    }),
    fc.record({
      op: fc.constant('number' as const),
      value: fc.integer({ min: -20, max: 90 }),
      scale: fc.constant(1),
    }),
  )
  const leaves: Weighted<NumberExpression>[] = [
    { weight: 3, arbitrary: small },
    { weight: 4, arbitrary: scaledFact(names) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...PARAMETERS)
        .map(({ id, scale }) => ({ op: 'parameter' as const, id, scale })),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        op: fc.constant('age' as const),
        of: dates(names),
        in: fc.constantFrom('years', 'months'),
      }),
    },
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const inner = numbers(depth - 1, names)
  const several = fc.array(inner, { minLength: 0, maxLength: 3 })
  return fc.oneof(
    ...leaves.map(({ arbitrary }) => ({ weight: 1, arbitrary })),
    {
      weight: 4,
      arbitrary: bound(names, (as, within) =>
        fc.record({
          op: fc.constant('count' as const),
          over: collection(names),
          as: fc.constant(as),
          where: booleans(depth - 1, within),
        }),
      ),
    },
    {
      weight: 4,
      arbitrary: bound(names, (as, within) =>
        fc.record({
          op: fc.constant('sum' as const),
          over: collection(names),
          as: fc.constant(as),
          of: numbers(depth - 1, within),
          where: booleans(depth - 1, within),
        }),
      ),
    },
    { weight: 4, arbitrary: fc.record({ op: fc.constantFrom('add', 'least', 'greatest'), of: several }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('subtract' as const), left: inner, right: inner }) },
    // By a small factor, so that nested products stay among the numbers that JavaScript counts exactly.
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('multiply' as const),
        left: inner,
        right: fc.oneof(
          small,
          fc.record({ ...fixed({ op: 'fact', type: 'number', id: 'income', scale: 0 }), who: who(names) }),
          fc.constant({ op: 'parameter' as const, id: 'quarrel', scale: 0 }),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('divide' as const),
        of: inner,
        by: fc.integer({ min: 1, max: 7 }),
        scale: fc.integer({ min: 0, max: 3 }),
        rounding: fc.constantFrom('down', 'up', 'half_up'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('if' as const),
        test: booleans(depth - 1, names),
        yes: inner,
        no: inner,
      }),
    },
  )
})

type Weighted<Value> = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Value> }

// At most two persons are bound inside one another; a third hides the second.
const bound = <Value>(
  names: Names,
  build: (as: Who, within: Names) => fc.Arbitrary<Value>,
): fc.Arbitrary<Value> => {
  const as = names.includes('p1') ? 'p2' : 'p1'
  return build(as, names.includes(as) ? names : [...names, as])
}

function fixed<const Values extends Readonly<Record<string, unknown>>>(values: Values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as {
    // Each key keeps its own literal type.
    [Key in keyof Values]: fc.Arbitrary<Values[Key]>
  }
}

// Each arbitrary is built once per depth and names: without this their number would grow exponentially.
function remember<Value>(
  build: (depth: number, names: Names) => fc.Arbitrary<Value>,
): (depth: number, names: Names) => fc.Arbitrary<Value> {
  const built = new Map<string, fc.Arbitrary<Value>>()
  return (depth, names) => {
    const key = `${depth} ${names.join(' ')}`
    const known = built.get(key) ?? build(depth, names)
    built.set(key, known)
    return known
  }
}
