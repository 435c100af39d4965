import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { BROKEN, CODE, type CodeField, NotText, SUBJECT } from './text-plan.ts'

/** A part of an answer as the JSON text that goes to the client, and whom it is about. */
export class JsonText {
  readonly json: string
  readonly subjects: ReadonlySet<string>

  constructor(json: string, subjects: ReadonlySet<string>) {
    this.json = json
    this.subjects = subjects
  }

  toJSON(): unknown {
    return JSON.parse(this.json)
  }
}

/** The answers of one field with code, by the text of its columns: it runs once for each. */
export interface Coded {
  answer(columns: string): string
}

const MARKS = new RegExp(
  `${SUBJECT}([^${SUBJECT}]*)${SUBJECT}|${CODE}(\\d+)([^${CODE}]*)${CODE}|${BROKEN}`,
  'g',
)

/**
 * Takes the marks out of PostgreSQL's text, and puts in what fields with code answer.
 *
 * @throws NotText where graphql-js would answer with an error
 */
export function splice(text: string, coded: readonly Coded[]): JsonText {
  const subjects = new Set<string>()
  const json = text.replace(MARKS, (mark, subject?: string, index?: string, columns = '') => {
    if (mark === BROKEN) throw new NotText('a null that the schema does not have')
    if (index !== undefined) return coded[Number(index)]?.answer(columns) ?? 'null'
    if (subject) subjects.add(subject)
    return ''
  })
  return new JsonText(json, subjects)
}

/** More different rows than this are rather not words and codes, and begin anew. */
const KEPT = 2_000

/** Runs a field's code for one row at a time, within these rights and this language. */
export function codedField(
  { field, nodes, columns }: CodeField,
  fragments: readonly FragmentDefinitionNode[],
  context: object,
): Coded {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [selecting(nodes), ...fragments] }
  const schema = schemaOf(field)
  const known = new Map<string, string>()
  return {
    answer(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const values = JSON.parse(text) as readonly unknown[] // the statement wrote a list
      const rootValue = Object.fromEntries(columns.map((column, index) => [column, values[index]]))
      const { data, errors } = executeSync({ schema, document, rootValue, contextValue: context })
      if (errors) throw new NotText(field.name)
      const answer = JSON.stringify(data?.value)
      if (known.size >= KEPT) known.clear()
      known.set(text, answer)
      return answer
    },
  }
}

const selecting = (nodes: readonly FieldNode[]): OperationDefinitionNode => ({
  kind: Kind.OPERATION_DEFINITION,
  operation: OperationTypeNode.QUERY,
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: nodes.map(
      ({ selectionSet }): FieldNode => ({
        kind: Kind.FIELD,
        name: { kind: Kind.NAME, value: 'value' },
        ...(selectionSet && { selectionSet }),
      }),
    ),
  },
})

const schemas = new WeakMap<object, GraphQLSchema>()

/** Completes and serialises a field's value as graphql-js does, because it does it. */
function schemaOf(field: GraphQLField<unknown, unknown>): GraphQLSchema {
  const known = schemas.get(field)
  if (known) return known
  const { type, resolve } = field
  const query = new GraphQLObjectType({
    name: 'Row',
    fields: { value: { type, ...(resolve && { resolve }) } },
  })
  const schema = new GraphQLSchema({ query, assumeValid: true })
  schemas.set(field, schema)
  return schema
}
