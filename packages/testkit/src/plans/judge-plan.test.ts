import { expect, test } from 'vitest'
import { judgePlan, type PlanNode } from './judge-plan.ts'

const node = (type: string, given: object = {}): PlanNode => ({
  'Node Type': type,
  'Plan Rows': 1,
  'Actual Rows': 1,
  'Actual Loops': 1,
  ...given,
})
const scan = (given: object = {}) =>
  node('Index Scan', {
    'Relation Name': 'fact',
    'Index Cond': "((tenant_id = 'a'::text) AND (person_id = p.person_id))",
    ...given,
  })
const WIDE = "((tenant_id = 'a'::text) AND (operating_area = ANY ('{R1}'::text[])))"
const subplan = (given: object) =>
  node('Result', { Plans: [scan({ 'Parent Relationship': 'SubPlan', ...given })] })
const loop = (given: object) =>
  node('Nested Loop', { Plans: [scan({ 'Parent Relationship': 'Inner', ...given })] })
const judged = (plan: PlanNode) => judgePlan(plan, new Set(['fact']))

test.each<[string, PlanNode]>([
  ['a look-up', scan()],
  ['a look-up for each row', subplan({ 'Actual Loops': 50 })],
  [
    'a look-up by one of several keys',
    loop({ 'Actual Loops': 9, 'Index Cond': "((tenant_id = 'a') AND (kind = ANY ('{a,b}'::text[])))" }),
  ],
  ['all of an area, once', subplan({ 'Index Cond': WIDE })],
  ['a small table read whole', node('Seq Scan', { 'Relation Name': 'area' })],
  ['a scan that never ran', node('Seq Scan', { 'Relation Name': 'fact', 'Actual Loops': 0 })],
  ['fewer rows below a limit', node('Limit', { Plans: [scan({ 'Plan Rows': 9000 })] })],
  ['an estimate that is fifty times off', scan({ 'Plan Rows': 50 })],
  [
    'an estimate of a generic plan',
    scan({ 'Plan Rows': 900, 'Index Cond': '((tenant_id = $1) AND (person_id = $2))' }),
  ],
  [
    'a filter that leaves one of ninety',
    scan({ 'Rows Removed by Filter': 9000, 'Actual Rows': 100, 'Plan Rows': 90 }),
  ],
])('nothing is wrong with %s', (_, plan) => {
  expect(judged(plan)).toEqual([])
})

test.each<[string, PlanNode, string]>([
  [
    'a sequential scan',
    node('Aggregate', { Plans: [node('Seq Scan', { 'Relation Name': 'fact' })] }),
    'reads all of fact',
  ],
  [
    'a subplan over an area for each row',
    subplan({ 'Actual Loops': 2, 'Index Cond': WIDE }),
    'reads fact for each row, and not by a key',
  ],
  [
    'a nested loop over an area',
    loop({ 'Actual Loops': 2, 'Index Cond': WIDE }),
    'reads fact for each row, and not by a key',
  ],
  [
    'a subplan below a subplan',
    node('Result', {
      Plans: [
        node('Result', {
          'Parent Relationship': 'SubPlan',
          'Actual Loops': 3,
          Plans: [scan({ 'Actual Loops': 3, 'Index Cond': WIDE })],
        }),
      ],
    }),
    'reads fact for each row, and not by a key',
  ],
  ['too many rows', scan({ 'Actual Rows': 101 }), 'expects 1 rows of fact and finds 101'],
  [
    'too many rows below a limit',
    node('Limit', { Plans: [scan({ 'Actual Rows': 101 })] }),
    'expects 1 rows of fact and finds 101',
  ],
  [
    'an index that leaves it to the filter',
    scan({ 'Rows Removed by Filter': 2000 }),
    'reads 2000 rows of fact for 1',
  ],
  ['too few rows', scan({ 'Plan Rows': 101, 'Actual Rows': 0 }), 'expects 101 rows of fact and finds 0'],
])('%s is seen', (_, plan, problem) => {
  expect(judged(plan)).toEqual([problem])
})
