import type { builder } from '../graphql/builder.ts'

const METHODS = [
  'enumType',
  'inputType',
  'objectRef',
  'unionType',
  'queryField',
  'mutationField',
  'objectField',
] as const

/** What of the builder extensions use: one name at a time, so that whose it is can be told before it is added. */
export type ExtensionBuilder = Pick<typeof builder, (typeof METHODS)[number]>

/** The builder, telling the name of each type (`Attendance`) and field (`Person.attendance`) that is added through it. */
export function watched(on: typeof builder, tell: (name: string) => void): ExtensionBuilder {
  return new Proxy<ExtensionBuilder>(on, {
    get(target, method: (typeof METHODS)[number]) {
      if (!METHODS.includes(method)) throw new Error(`An extension’s builder has no ${String(method)}`)
      return (...given: readonly unknown[]) => {
        tell(nameOf(method, given))
        return Reflect.apply(target[method], target, given)
      }
    },
  })
}

function nameOf(method: (typeof METHODS)[number], [first, second]: readonly unknown[]): string {
  if (method === 'queryField') return `Query.${first}`
  if (method === 'mutationField') return `Mutation.${first}`
  if (method === 'objectField') return `${typeName(first)}.${second}`
  return typeName(typeof first === 'object' && first !== null && !('name' in first) ? second : first)
}

/** Of a name, a type, or the options of a TypeScript enum. */
const typeName = (of: unknown): string =>
  typeof of === 'object' && of !== null && 'name' in of ? String(of.name) : String(of)
