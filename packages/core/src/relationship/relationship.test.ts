import { expect, test } from 'vitest'
import type { PersonId } from '../ids.ts'
import { checkRelationships, type Link } from './service.ts'

/** `child mother amna`. */
const links = (...texts: string[]): Link[] =>
  texts.map((text) => {
    const [person, relation, relative] = text.split(' ')
    return { person, relation, relative } as {
      person: PersonId
      relation: Link['relation']
      relative: PersonId
    }
  })

test.each([
  ['the same link', ['a mother b', 'a mother b'], 'RELATIONSHIP_TWICE'],
  ['a marriage from both sides', ['a spouse b', 'b spouse a'], 'RELATIONSHIP_TWICE'],
  ['two mothers', ['a mother b', 'a mother c'], 'RELATIONSHIP_CONTRADICTORY'],
  ['a mother who is the father', ['a mother b', 'a father b'], 'RELATIONSHIP_CONTRADICTORY'],
  ['each other’s mother', ['a mother b', 'b mother a'], 'RELATIONSHIP_CONTRADICTORY'],
  ['one’s own grandmother', ['a mother b', 'b father c', 'c mother a'], 'RELATIONSHIP_CONTRADICTORY'],
  ['oneself', ['a guardian b', 'b spouse b'], 'OWN_RELATIVE'],
])('refuses %s, whether it stands or comes along', (_, texts, code) => {
  const all = links(...texts)
  const place = ['relationships', String(all.length - 1)]
  expect(() => checkRelationships(all)).toThrow(expect.objectContaining({ code, place }))
  expect(() => checkRelationships(all.slice(-1), all.slice(0, -1))).toThrow(expect.objectContaining({ code }))
})

test('lets two wives, a guardian who is the mother, and cousins be', () => {
  const household = [
    'h spouse w1',
    'h spouse w2',
    'a father h',
    'a mother w1',
    'a guardian w1',
    'b father h',
    'b mother w2',
    'w1 mother g',
    'w2 mother g',
  ]
  expect(() => checkRelationships(links(...household))).not.toThrow()
})
