import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { defineTenant, definitionOf } from './define-tenant.ts'
import { releaseHash, restoreDefinition } from './release.ts'
import { riverland } from './riverland.fixture.ts'

const definition = definitionOf(defineTenant(riverland))

test('a definition comes back from JSON as it was, frozen and under the same hash', () => {
  const restored = restoreDefinition(JSON.stringify(definition))
  expect(restored).toEqual(definition)
  expect(releaseHash(restored)).toBe(releaseHash(definition))
  expect(Object.isFrozen(restored.programmes[0]?.criteria)).toBe(true)
})

test('another process gives the same hash', () => {
  const script = `
    import { defineTenant, definitionOf, releaseHash } from './src/index.ts'
    import { riverland } from './src/riverland.fixture.ts'
    console.log(releaseHash(definitionOf(defineTenant(riverland))))`
  const hash = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  expect(hash.trim()).toBe(releaseHash(definition))
})

test('the order of keys does not matter, everything else does', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":1}]}')
  const shuffled = Object.fromEntries(Object.entries(riverland).reverse())
  expect(releaseHash(definitionOf(defineTenant({ ...riverland, ...shuffled })))).toBe(releaseHash(definition))
  const other = { ...definition, formats: { ...definition.formats, weekend: [5] } }
  expect(releaseHash(other)).not.toBe(releaseHash(definition))
})
