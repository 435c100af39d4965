import { expect, test } from 'vitest'
import { defineTenant } from './define-tenant.ts'
import { CODES, type Code, type Diagnostic, formatDiagnostic } from './diagnostic.ts'
import { MEANINGS } from './diagnostic-meanings.ts'
import { ATTENDANCE, MISTAKES } from './mistakes.fixture.ts'
import { riverland } from './riverland.fixture.ts'

const STALE = 'docs/diagnostics.md is made from the source: run `vitest -u` on this file and commit it'

const LOAD_EXAMPLE: Diagnostic = {
  code: 'LOAD_FAILED',
  severity: 'error',
  path: 'tenants/north/src/programmes.ts:12',
  message: 'Cannot find module ‘./facts.ts’',
  fix: 'Correct the import, or install the package that it names.',
}

/** What the first mistake of the tests provokes. */
function example(code: Code): Diagnostic {
  const mistake = MISTAKES.find(([provokes]) => provokes === code)
  const found =
    mistake &&
    defineTenant(mistake[2](riverland), [ATTENDANCE]).diagnostics.find((each) => each.code === code)
  return found ?? LOAD_EXAMPLE
}

/** Where the repository lies on this machine is no part of the page. */
const HERE = new URL('../../../', import.meta.url).pathname

const page = (): string =>
  `${[
    '# Diagnostics',
    'What `onewindow validate`, `plan`, `apply` and `start` say about a definition, from the source: do not edit. An error ' +
      'withholds the definition, a warning does not. Codes never change their meaning.',
    ...(Object.keys(CODES) as Code[]).sort().map((code) => {
      const { means, todo } = MEANINGS[code]
      return `## ${code}\n\n${CODES[code] === 'error' ? 'Error.' : 'Warning.'} ${means}\n\n${todo}\n\n\`\`\`text\n${formatDiagnostic(example(code)).replaceAll(HERE, '…/')}\n\`\`\``
    }),
  ].join('\n\n')}\n`

test('the page of diagnostics is as the source has it', async () => {
  await expect(page(), STALE).toMatchFileSnapshot('../../../docs/diagnostics.md')
})

test('its examples are the mistakes of the tests', () => {
  for (const code of Object.keys(CODES) as Code[]) expect(example(code).code).toBe(code)
  expect(new Set(MISTAKES.map(([code, path]) => `${code} ${path}`)).size).toBeGreaterThanOrEqual(60)
})
