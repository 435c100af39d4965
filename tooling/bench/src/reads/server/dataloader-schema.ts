import { cursorOf } from '../shape/sql.ts'
import type { LoaderContext } from './dataloader.ts'
import type { Row } from './dataloader-loaders.ts'

/** What the shapes ask for, under OneWindow's names. */
export const typeDefs = `
  type Query {
    household(id: ID!): Household
    households(first: Int!, after: String): HouseholdConnection!
    applications(state: ApplicationState!, first: Int!, after: String): ApplicationConnection!
  }
  type HouseholdConnection { edges: [HouseholdEdge!]! pageInfo: PageInfo! }
  type ApplicationConnection { edges: [ApplicationEdge!]! pageInfo: PageInfo! }
  type ApplicationEdge { node: Application! }
  enum ApplicationState { submitted in_review approved declined withdrawn }
  type HouseholdEdge { node: Household! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Area { id: ID! }
  type Programme { id: ID! }
  type Household {
    id: ID! reference: String! village: String address: String language: String! occurredOn: String! area: Area!
    facts: [Fact!]! screenings: [Screening!]! applications: [Application!]! members: [Membership!]! enrolments: [Enrolment!]!
  }
  type Membership { role: String! presence: String! from: String! until: String person: Person }
  type Person {
    id: ID! name: String! parentName: String sex: String! birth: Birth! diedOn: String
    identifiers: [Identifier!]! facts: [Fact!]! relationships: [Relationship!]! enrolments: [Enrolment!]!
  }
  type Application {
    id: ID! state: ApplicationState! step: String! route: String! outcome: String appliedOn: String! askAgainOn: String
    programme: Programme household: Household person: Person
  }
  type Identifier { id: ID! kind: ID! }
  type Fact { id: ID! kind: ID! label: String! text: String! round: String observedOn: String! source: String! }
  type Relationship { relation: String! relative: Person }
  type Screening { id: ID! on: String! knownAt: String! release: String! }
  type Birth { from: String to: String precision: String! }
  type Enrolment { id: ID! programme: Programme! enrolled: Boolean! level: String! from: String! until: String }
`

type Resolve = (row: Row, args: Row, context: LoaderContext) => unknown

const column =
  (name: string): Resolve =>
  (row) =>
    row[name]
const named =
  (name: string): Resolve =>
  (row) => ({ id: row[name] })
const many =
  (relation: keyof LoaderContext['loaders']['many'], by: string): Resolve =>
  (row, _args, { loaders }) =>
    loaders.many[relation].load(String(row[by]))
const one =
  (relation: keyof LoaderContext['loaders']['one'], by: string): Resolve =>
  (row, _args, { loaders }) =>
    row[by] === null ? null : loaders.one[relation].load(String(row[by]))

export const resolvers: Record<string, Record<string, Resolve>> = {
  Query: {
    household: (_root, { id }, { loaders }) => loaders.one.household.load(String(id)),
    households: (_root, { first, after }, context) =>
      page(context, { table: 'household', id: 'household_id', where: 'true', values: [], first, after }),
    applications: (_root, { state, first, after }, context) =>
      page(context, {
        table: 'application',
        id: 'application_id',
        where: 'state = $5',
        values: [state],
        first,
        after,
      }),
  },
  Household: {
    id: column('household_id'),
    occurredOn: column('occurred_on'),
    area: named('operating_area'),
    facts: many('householdFacts', 'household_id'),
    screenings: many('screenings', 'household_id'),
    applications: many('applications', 'household_id'),
    members: many('members', 'household_id'),
    enrolments: many('householdEnrolments', 'household_id'),
  },
  Membership: {
    from: column('valid_from'),
    until: column('valid_to'),
    person: one('person', 'person_id'),
  },
  Person: {
    id: column('person_id'),
    parentName: column('parent_name'),
    diedOn: column('died_on'),
    identifiers: many('identifiers', 'person_id'),
    facts: many('personFacts', 'person_id'),
    relationships: many('relationships', 'person_id'),
    birth: (row) => ({ from: row.birth_from, to: row.birth_to, precision: row.birth_precision }),
    enrolments: many('personEnrolments', 'person_id'),
  },
  Identifier: { id: column('identifier_id') },
  Fact: { id: column('fact_id'), observedOn: column('observed_on') },
  Relationship: { relative: one('person', 'relative_id') },
  Screening: {
    id: column('screening_id'),
    on: column('on_date'),
    knownAt: column('known_at'),
    release: column('release_hash'),
  },
  Application: {
    id: column('application_id'),
    appliedOn: column('applied_on'),
    askAgainOn: column('ask_again_on'),
    programme: named('programme'),
    household: one('household', 'household_id'),
    person: one('person', 'person_id'),
  },
  Enrolment: {
    id: column('enrolment_id'),
    programme: named('programme'),
    from: column('valid_from'),
    until: column('valid_to'),
  },
}

interface Page {
  readonly table: string
  readonly id: string
  readonly where: string
  /** From `$5` on. */
  readonly values: readonly unknown[]
  readonly first: unknown
  readonly after: unknown
}

async function page(
  { client, tenant, areas }: LoaderContext,
  { table, id, where, values, first, after }: Page,
) {
  const from = after == null ? null : JSON.parse(Buffer.from(String(after), 'base64url').toString())[0]
  const { rows } = await client.query<Row>({
    name: table,
    text: `select * from ${table} where tenant_id = $1 and operating_area = any($2::text[]) and ${where}
      and ($3::uuid is null or ${id} > $3::uuid) order by ${id} limit $4`,
    values: [tenant, areas, from, Number(first) + 1, ...values],
  })
  const nodes = rows.slice(0, Number(first))
  const last = nodes.at(-1)
  return {
    edges: nodes.map((node) => ({ node })),
    pageInfo: {
      hasNextPage: rows.length > nodes.length,
      endCursor: last ? cursorOf(String(last[id])) : null,
    },
  }
}
