import { definitionOf, normaliseIdentifier } from '@onewindow/tenant'
import { expect, it } from 'vitest'
import { demo } from '../demo/index.ts'
import { tenant } from '../src/index.ts'

const definition = definitionOf(tenant)

it('has an account for every role', () => {
  const roles = demo.accounts.flatMap((account) => account.roles.map(({ role }) => role))
  expect(new Set(roles)).toEqual(new Set(definition.roles.map(({ id }) => id)))
})

it('has families whose papers nobody real can hold', () => {
  const papers: { readonly kind: string; readonly number: string }[] = []
  for (const { members } of demo.households())
    for (const { identifiers } of members) papers.push(...identifiers)
  expect(papers.length).toBeGreaterThan(0)
  for (const { kind, number } of papers) {
    const identifier = definition.identifiers.find(({ id }) => id === kind)
    if (!identifier) throw new Error(`no ${kind}`)
    expect(normaliseIdentifier(identifier, number)).toEqual({ problem: 'SHAPE' })
    expect(normaliseIdentifier(identifier, number, { demo: true })).toEqual({ number })
  }
})
