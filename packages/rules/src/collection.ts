import type { Collection, Relation } from './expression.ts'
import type { Household, Person, Relationship } from './household.ts'
import { observationOf } from './observation.ts'
import { bind, type Reader, subjectOf } from './reader.ts'
import type { Truth } from './truth.ts'

export interface Element {
  readonly person: Person
  /** Whether the person is in the collection at all: unknown for a member whose presence is filtered and not known. */
  readonly belongs: Truth
}

const PERSON = 'person'

export function elementsOf(over: Collection, reader: Reader): readonly Element[] {
  if (over.kind === 'relatives') {
    const { id } = subjectOf(reader, over.of)
    return relativesOf(reader.household, id, over.relation).map((person) => ({ person, belongs: true }))
  }
  const { presence } = over
  return reader.household.members.map((person) => {
    if (presence === undefined) return { person, belongs: true }
    const observed = observationOf(
      { op: 'fact', type: 'text', who: PERSON, id: 'presence' },
      bind(reader, PERSON, person),
    )
    return {
      person,
      belongs: observed === undefined ? null : presence.some((each) => each === observed.value),
    }
  })
}

const isParent = ({ relation }: Relationship) => relation === 'mother' || relation === 'father'

/** Relatives among members and others, once each, in the order of the relationships. */
export function relativesOf(household: Household, of: string, relation: Relation): readonly Person[] {
  const ids = household.relationships.flatMap((link) => {
    const { person, relative } = link
    switch (relation) {
      case 'parent':
        return isParent(link) && person === of ? [relative] : []
      case 'child':
        return isParent(link) && relative === of ? [person] : []
      case 'ward':
        return link.relation === 'guardian' && relative === of ? [person] : []
      case 'spouse':
        if (link.relation !== 'spouse') return []
        return person === of ? [relative] : relative === of ? [person] : []
      default:
        return link.relation === relation && person === of ? [relative] : []
    }
  })
  const people = [...household.members, ...household.others]
  return [...new Set(ids)].flatMap((id) => people.find((person) => person.id === id) ?? [])
}
