import { expectTypeOf, test } from 'vitest'
import { createClient, orThrow, type Problem } from '../src/index.ts'
import { RegisterHouseholdDocument, ViewerDocument } from '../src/operations/graphql.ts'

const client = createClient({ url: 'http://127.0.0.1:9/riverland/graphql', token: () => '' })

test('what is selected is typed, and what is not does not compile', () => {
  const send = () => client.send(ViewerDocument, {})
  expectTypeOf<Awaited<ReturnType<typeof send>>['viewer']['roles']>().toEqualTypeOf<readonly string[]>()
  // @ts-expect-error: the operation has no such variable
  void (() => client.send(ViewerDocument, { id: '1' }))
  // @ts-expect-error: an operation without a key is no intent
  void (() => client.intent(ViewerDocument))
})

test('an intent has the key; nobody else names it', () => {
  const intent = client.intent(RegisterHouseholdDocument)
  type Input = Parameters<typeof intent.send>[0]['input']
  expectTypeOf<Input>().not.toHaveProperty('idempotencyKey')
  expectTypeOf<Input>().toHaveProperty('area')
})

test('what is left of a result has no problem in it', () => {
  type Result =
    | { readonly __typename: 'Payload'; readonly id: string }
    | (Problem & { readonly __typename: 'Refusal' })
  expectTypeOf(orThrow<Result>).returns.toEqualTypeOf<{
    readonly __typename: 'Payload'
    readonly id: string
  }>()
})
