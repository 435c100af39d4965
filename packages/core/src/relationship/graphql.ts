import type { Selectable } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { nested } from '../read/read.ts'
import { RECORDED_RELATIONS, type RelationshipTable } from './table.ts'

export type RelationshipRow = Selectable<RelationshipTable>

export const RelationEnum = builder.enumType('Relation', { values: RECORDED_RELATIONS })

export const RelationshipRef = builder.objectRef<RelationshipRow>('Relationship')
RelationshipRef.implement({
  description: 'The relative is the relation (mother, father, spouse, guardian) of the person.',
  extensions: table({ table: 'relationship', permission: 'person.read', areas: true }),
  fields: (t) => ({
    relation: t.expose('relation', { type: RelationEnum }),
    from: t.expose('valid_from', { type: 'Date', nullable: true }),
    until: t.expose('valid_to', { type: 'Date', nullable: true }),
    relative: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Null where the relative lives in an area out of reach.',
      extensions: relation({ many: false, on: { person_id: 'relative_id' } }),
      resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
    }),
  }),
})

export const RelationInputRef = builder.inputType('RelationInput', {
  description:
    'The relative is the relation of the person; both are members: by their keys in a registration, by their ids later.',
  fields: (t) => ({
    person: t.string({ required: true }),
    relation: t.field({ type: RelationEnum, required: true }),
    relative: t.string({ required: true }),
  }),
})
