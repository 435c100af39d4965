import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const plan = async (config: string) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      'packages/cli/src/main.ts',
      'plan',
      'kp',
      '--from',
      'onewindow.config.ts',
      '--on',
      '2026-07-01',
      '--config',
      config,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  )
  return stdout.replace(/[0-9a-f]{12} → [0-9a-f]{12}/, '(before) → (after)')
}

test('a poverty score of up to 38 flips these families for this reason, and nothing else', async () => {
  const changed = await plan('tooling/repo/fixtures/cut-off-38.config.ts')
  expect(changed).toMatchInlineSnapshot(`
    "kp  (before) → (after)

    Changes
      parameters bisp.pmt_cutoff changed
        from 2026-07-01: added 38 (G, made up, for a test)

    Whose outcome changes, of 59 scenario families
      Benazir Kafaalat (BISP cash for families): not eligible → information missing: 1
        disabled-child-not-listed, amina, 2026-07-01: “The household’s poverty score is at or below the limit” not met → met
    "
  `)
})
