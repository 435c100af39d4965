import { expect, test } from 'vitest'
import { isEnabled } from './run.ts'

test('an extension’s jobs run in tenants that use it, core’s in all', () => {
  const kind = (name: string) => ({ name, run: async () => {} })
  const services = { owners: new Map([['note.count', 'notes']]) }
  const tenant = (...extensions: string[]) => ({ definition: { extensions } })
  const runs = (name: string, ...extensions: string[]) =>
    isEnabled(services, tenant(...extensions), kind(name))
  expect([runs('note.count'), runs('note.count', 'notes'), runs('audit.seal')]).toEqual([false, true, true])
})
