import {
  type Defined,
  type Diagnostic,
  formatDiagnostic,
  type LanguageCoverage,
  languageCoverage,
} from '@onewindow/tenant'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { presentRows } from '../rows.ts'
import { paint, print, type Terminal } from '../terminal.ts'

export interface I18nCheckOptions {
  readonly tenant: string | undefined
  /** Names every missing key. */
  readonly all?: boolean
  readonly format: Format
}

/** What concerns texts and languages, of all that can be wrong with a definition. */
const ABOUT_TEXTS = [
  'FALLBACK_CYCLE',
  'FALLBACK_INCOMPLETE',
  'INTL_UNKNOWN',
  'MESSAGE_PLACEHOLDERS',
  'MESSAGE_SYNTAX',
  'MISSING_NAME',
  'MISSING_TEXT',
  'UNKNOWN_LOCALE',
  'UNUSED_TEXT',
]

interface Checked {
  readonly tenant: string
  readonly ok: boolean
  readonly languages: readonly LanguageCoverage[]
  readonly diagnostics: readonly Diagnostic[]
}

/** `onewindow i18n check`: how far each language goes, and what its texts lack. A complete one lacks nothing. */
export async function runI18nCheck(
  terminal: Terminal,
  installation: Installation,
  { tenant, all = false, format }: I18nCheckOptions,
): Promise<void> {
  const chosen = tenant === undefined ? installation.tenants : [chooseTenant(installation, tenant)]
  const checked = chosen.map(check)
  print(
    terminal,
    format === 'json'
      ? JSON.stringify(checked, null, 2)
      : checked.map((each) => describe(terminal, each, all)).join('\n\n'),
  )
  const broken = checked.filter(({ ok }) => !ok).map((each) => each.tenant)
  if (broken.length > 0) throw new Failure(`The texts of ${broken.join(', ')} are not what they promise.`)
}

function check({ id, definition, draft, diagnostics: found }: Defined): Checked {
  const shown = definition ?? draft
  // Its files cannot be put together at all: whatever else is said would be wrong.
  if (!shown) return { tenant: id, ok: false, languages: [], diagnostics: found }
  const languages = languageCoverage(shown)
  const diagnostics = found.filter(({ code }) => ABOUT_TEXTS.includes(code))
  const ok =
    diagnostics.every(({ severity }) => severity !== 'error') &&
    languages.every(
      (language) => !runsAgainst(language) && !(language.complete && language.plurals.length > 0),
    )
  return { tenant: id, ok, languages, diagnostics }
}

const runsAgainst = ({ script, direction }: LanguageCoverage): boolean =>
  script !== null && script !== direction

const HEAD = ['', 'Language', 'Written', '', 'Promised', 'Direction', 'Falls back to']

function describe(terminal: Terminal, { tenant, languages, diagnostics }: Checked, all: boolean): string {
  const rows = languages.map(({ id, name, own, needed, complete, direction, fallback }) => [
    id,
    name,
    `${own} of ${needed}`,
    `${Math.floor((100 * own) / needed)}%`,
    complete ? 'complete' : 'as it is',
    direction,
    fallback.join(' → '),
  ])
  const problems = [
    ...diagnostics.map((diagnostic) => ({
      severe: diagnostic.severity === 'error',
      text: formatDiagnostic(diagnostic),
    })),
    ...languages.flatMap((language) => [
      ...(runsAgainst(language)
        ? [
            {
              severe: true,
              text: `error ${language.id}: declared ${language.direction}, and its letters run ${language.script}`,
            },
          ]
        : []),
      ...language.plurals.map(({ key, categories }) => ({
        severe: language.complete,
        text: `${language.complete ? 'error' : 'warning'} ${language.id} ${key}: no text for ${categories.join(', ')}`,
      })),
    ]),
  ]
  const missing = all ? languages.flatMap(({ id, missing }) => missing.map((key) => `${id}\t${key}`)) : []
  return [
    paint(terminal.stdout, 'bold', tenant),
    presentRows(terminal, HEAD, rows),
    ...problems.map(({ severe, text }) => paint(terminal.stdout, severe ? 'red' : 'yellow', text)),
    ...missing,
  ].join('\n')
}
