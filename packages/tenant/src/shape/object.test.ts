import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { defineRole } from '../define.ts'
import type { TenantInput } from '../definition.ts'
import { day, type Fields, id, text } from './object.ts'
import type { tenantShape } from './tenant.ts'

interface Item {
  readonly id: string
  readonly from?: string
}

test('a shape has every key of its type, and an optional one is optional', () => {
  ;({ id, from: day.exactOptional() }) satisfies Fields<Item>
  // @ts-expect-error a key is forgotten
  ;({ id }) satisfies Fields<Item>
  // @ts-expect-error what may be absent is required
  ;({ id, from: day }) satisfies Fields<Item>
  // @ts-expect-error a list instead of a text
  ;({ id: text.array(), from: day.exactOptional() }) satisfies Fields<Item>
})

test('what the shape accepts is what an author may write, and nothing required is absent', () => {
  expectTypeOf<z.output<typeof tenantShape>>().toExtend<TenantInput>()
})

test('a builder knows the item it is given', () => {
  defineRole({ id: 'clerk', actions: ['household.read'], areas: 'own' })
  // @ts-expect-error an action that does not exist
  defineRole({ id: 'clerk', actions: ['household.eat'], areas: 'own' })
  // @ts-expect-error a key that does not exist
  defineRole({ id: 'clerk', actions: [], areas: 'own', area: 'R1' })
})
