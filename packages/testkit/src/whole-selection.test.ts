import { createSchema } from '@onewindow/core'
import { isObjectType, isRequiredArgument, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { expect, test } from 'vitest'
import { rootFields } from './root-fields.ts'
import { wholeSelection } from './whole-selection.ts'

const schema = createSchema()
/** Every `Type.field` that the selections below all root fields reach. */
function selected(permitted: (permission: string) => boolean): Set<string> {
  const found = new Set<string>()
  for (const { type, field } of rootFields(schema)) {
    const info = new TypeInfo(schema, type)
    const document = parse(
      `${type.name.toLowerCase()} { ${field.name} ${wholeSelection(field.type, permitted)} }`,
    )
    visit(
      document,
      visitWithTypeInfo(info, {
        Field: ({ name }) => void found.add(`${info.getParentType()?.name}.${name.value}`),
      }),
    )
  }
  return found
}

test('everything that the schema holds is selected', () => {
  const all = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
      : [],
  )
  const roots = new Set(rootFields(schema).map(({ name }) => name))
  const missing = all.filter(({ name, field }) => !field.args.some(isRequiredArgument) || roots.has(name))
  const found = selected(() => true)
  expect(missing.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([])
  expect(found.size).toBeGreaterThan(150)
})

test('and nothing that the caller may not', () => {
  const people = [...selected((permission) => permission !== 'person.read')].filter((name) =>
    name.startsWith('Person.'),
  )
  expect(people).toEqual(['Person.__typename'])
})
