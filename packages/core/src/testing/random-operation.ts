import { createHash } from 'node:crypto'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'

export interface RandomOperation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** What arguments may be given: values that exist, and some that do not. */
export type Given = Readonly<Record<string, readonly unknown[]>>

/**
 * Valid queries over the whole schema, the same for the same seed: aliases of any length, fragments of both kinds, directives,
 * wide selections, variables good and bad.
 */
export function randomOperations(
  schema: GraphQLSchema,
  given: Given,
  seed: number,
): (wanted: Wanted) => RandomOperation {
  const random = seeded(seed)
  return (wanted) => new Writer(schema, given, { random, wanted }).write()
}

/** Which fields an operation may ask for. */
export type Wanted = (field: GraphQLField<unknown, unknown>, of: GraphQLNamedType) => boolean

/** Fields that rather many operations should ask for are found at the root by this share. */
const ROWS = 0.8

class Writer {
  readonly #schema: GraphQLSchema
  readonly #given: Given
  readonly #random: () => number
  readonly #wanted: Wanted
  readonly #variables: Record<string, unknown> = {}
  readonly #declared: string[] = []
  readonly #fragments: string[] = []
  #names = 0

  constructor(
    schema: GraphQLSchema,
    given: Given,
    { random, wanted }: { readonly random: () => number; readonly wanted: Wanted },
  ) {
    this.#schema = schema
    this.#given = given
    this.#random = random
    this.#wanted = wanted
  }

  write(): RandomOperation {
    const query = this.#schema.getQueryType()
    const fields = query ? this.#fieldsOf(query) : []
    const rows = fields.filter(({ extensions }) => extensions.verbatim === true)
    if (fields.length === 0) return { query: '{ __typename }', variables: {} }
    const roots = Array.from({ length: 1 + this.#below(3) }, () =>
      this.#field(this.#pick(this.#chance(ROWS) && rows.length > 0 ? rows : fields), 0),
    )
    if (this.#chance(0.1)) roots.push('__typename')
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : ''
    const body = `query Random${declared} { ${roots.join(' ')} }`
    return { query: [body, ...this.#fragments].join('\n'), variables: this.#variables }
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.flatMap((argument) => this.#argument(argument))
    // Two of one key must be the same field with the same arguments.
    const alias = given.length > 0 || field.args.length > 0 || this.#chance(0.15) ? `${this.#name()}: ` : ''
    const args = given.length > 0 ? `(${given.join(', ')})` : ''
    const type = getNamedType(field.type)
    const selection = this.#hasFields(type) ? ` { ${this.#selection(type, depth + 1)} }` : ''
    return `${alias}${field.name}${args}${this.#directive()}${selection}`
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type) || isInterfaceType(type)) {
      const members = this.#schema
        .getPossibleTypes(type)
        .map((member) => `... on ${member.name} { ${this.#selection(member, depth)} }`)
      return ['__typename', ...members].join(' ')
    }
    const fields = isObjectType(type) ? this.#fieldsOf(type) : []
    const leaves = fields.filter((field) => !this.#hasFields(getNamedType(field.type)))
    const below = depth < 7 - this.#below(3) ? fields.filter((field) => !leaves.includes(field)) : []
    // A page is of no use without what is in it.
    const whole = type.name.endsWith('Connection') || type.name.endsWith('Edge') || type.name === 'PageInfo'
    const share = whole ? 0.9 : Math.min(0.5, 2 / Math.max(1, below.length))
    const parts = [...leaves.filter(() => this.#chance(0.5)), ...below.filter(() => this.#chance(share))].map(
      (field) => this.#field(field, depth),
    )
    const [leaf] = leaves
    if (leaf && leaf.args.length === 0 && this.#chance(0.02))
      for (let index = 0; index < 70; index++) parts.push(`${this.#name()}: ${leaf.name}`)
    if (parts.length === 0 || this.#chance(0.1)) parts.push('__typename')
    const half = this.#below(parts.length + 1)
    if (this.#chance(0.1))
      return `${parts.slice(0, half).join(' ')} ${this.#fragment(type, parts.slice(half))}`
    return parts.join(' ')
  }

  #fragment(type: GraphQLNamedType, parts: readonly string[]): string {
    if (parts.length === 0) return '__typename'
    const set = `{ ${parts.join(' ')} }`
    if (this.#chance(0.5))
      return `... ${this.#chance(0.5) ? `on ${type.name} ` : ''}${this.#directive()} ${set}`
    const name = `F${this.#fragments.length}`
    this.#fragments.push(`fragment ${name} on ${type.name} ${set}`)
    return this.#chance(0.3) ? `...${name} ...${name}` : `...${name}${this.#directive()}`
  }

  #directive(): string {
    if (!this.#chance(0.06)) return ''
    const decision = this.#chance(0.5)
      ? String(this.#chance(0.7))
      : this.#variable('Boolean!', this.#chance(0.7))
    return ` @${this.#chance(0.5) ? 'include' : 'skip'}(if: ${decision})`
  }

  #argument(argument: GraphQLArgument): string[] {
    const { name, type } = argument
    if (!isNonNullType(type) && this.#chance(0.4)) return []
    const value = this.#value(type, name)
    if (this.#chance(0.4)) {
      const wrong = this.#chance(0.03) ? { no: 'such value' } : value
      return [`${name}: ${this.#variable(String(type), wrong)}`]
    }
    return [`${name}: ${literal(value, type)}`]
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#declared.length}`
    this.#declared.push(`$${name}: ${type}`)
    this.#variables[name] = value
    return `$${name}`
  }

  #value(type: GraphQLInputType, name: string): unknown {
    if (!isNonNullType(type) && this.#chance(0.05)) return null
    const nullable = getNullableType(type)
    if (isListType(nullable))
      return Array.from({ length: this.#below(3) }, () => this.#value(nullable.ofType, name))
    const named = getNamedType(type)
    if (isEnumType(named)) return this.#pick(named.getValues()).name
    if (isInputObjectType(named))
      return Object.fromEntries(
        Object.values(named.getFields())
          .filter((field) => isNonNullType(field.type) || this.#chance(0.5))
          .map((field) => [field.name, this.#value(field.type, field.name)]),
      )
    return this.#pick(this.#given[name] ?? this.#given[named.name] ?? [null])
  }

  #name(): string {
    this.#names += 1
    return this.#chance(0.1) ? `${'long'.repeat(18)}${this.#names}` : `a${this.#names}`
  }

  #fieldsOf(type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] {
    return Object.values(type.getFields()).filter((field) => this.#wanted(field, type))
  }

  #hasFields(type: GraphQLNamedType): boolean {
    return isObjectType(type) || isUnionType(type) || isInterfaceType(type)
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[this.#below(values.length)] as Value // the caller has some
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  const named = getNamedType(type)
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, named)).join(', ')}]`
  if (isEnumType(named)) return String(value)
  if (typeof value !== 'object' || value === null || !isInputObjectType(named)) return JSON.stringify(value)
  const fields = named.getFields()
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${literal(one, fields[name]?.type ?? named)}`)
    .join(', ')} }`
}

/** Numbers in [0, 1), the same for the same seed. */
function seeded(seed: number): () => number {
  let drawn = 0
  return () => {
    drawn += 1
    return createHash('sha256').update(`${seed}.${drawn}`).digest().readUInt32BE() / 2 ** 32
  }
}
