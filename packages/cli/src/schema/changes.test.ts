import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { schemaChanges } from './changes.ts'

const OLD = `
  scalar Day @specifiedBy(url: "https://example.org/day")
  enum State { OPEN CLOSED }
  input Filter { state: State, after: Day }
  type Household { id: ID!, village: String, state: State! }
  type Query { household(id: ID!): Household, households(filter: Filter): [Household!]! }
  type Mutation { close(id: ID!): Household }`

const changed = (from: string, to: string) =>
  schemaChanges(buildSchema(OLD), buildSchema(OLD.replace(from, to)))

test.each([
  ['breaking', 'FIELD_REMOVED', 'village: String, ', ''],
  ['breaking', 'FIELD_CHANGED_KIND', 'state: State! }', 'state: State }'],
  ['breaking', 'REQUIRED_ARG_ADDED', 'household(id: ID!)', 'household(id: ID!, on: Day!)'],
  ['breaking', 'REQUIRED_INPUT_FIELD_ADDED', 'after: Day }', 'after: Day, area: ID! }'],
  ['breaking', 'VALUE_REMOVED_FROM_ENUM', 'OPEN CLOSED', 'OPEN'],
  ['breaking', 'ONE_OF_ADDED', 'input Filter {', 'input Filter @oneOf {'],
  ['dangerous', 'VALUE_ADDED_TO_ENUM', 'OPEN CLOSED', 'OPEN CLOSED LAPSED'],
  ['dangerous', 'OPTIONAL_ARG_ADDED', 'household(id: ID!)', 'household(id: ID!, on: Day)'],
  ['dangerous', 'OPTIONAL_INPUT_FIELD_ADDED', 'after: Day }', 'after: Day, area: ID }'],
  ['dangerous', 'SCALAR_SPECIFICATION_CHANGED', 'example.org/day', 'example.org/date'],
  ['safe', 'FIELD_ADDED', 'village: String, ', 'village: String, hamlet: String, '],
  ['safe', 'TYPE_ADDED', 'enum State', 'enum Sex { FEMALE MALE } enum State'],
  ['safe', 'DEPRECATED', 'village: String', 'village: String @deprecated(reason: "Use area.")'],
])('%s: %s', (kind, code, from, to) => {
  expect(changed(from, to)).toEqual([{ kind, code, message: expect.stringMatching(/\S/) }])
})

test('where mutations begin is a change that graphql itself looks past', () => {
  const next = OLD.replace('type Mutation', 'type Change').concat('\n schema { query: Query }')
  expect(
    schemaChanges(buildSchema(OLD), buildSchema(next)).map(({ kind, code }) => `${kind} ${code}`),
  ).toContain('breaking ROOT_TYPE_CHANGED')
})

test('the same schema has no change', () => {
  expect(changed('', '')).toEqual([])
})
