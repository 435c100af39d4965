import { describeUse, type Flip, type Standing } from '@onewindow/core'
import { type Change, createTranslator, type Definition, type Translator } from '@onewindow/tenant'
import { paint, type Terminal } from '../terminal.ts'
import type { Plan } from './plan.ts'

/** More lines of one thing than this are counted instead. */
const LINES = 8
const EXAMPLES = 3

/** A plan as a policy officer reads it: only what is different. */
export function present({ stdout }: Pick<Terminal, 'stdout'>, plan: Plan, definition: Definition): string {
  const { t } = createTranslator(definition, definition.locales[0]?.id ?? 'en')
  const heading = (text: string) => paint(stdout, 'bold', text)
  const { from, to, changes, refused, migrations } = plan
  const sections = [
    [heading(`${plan.tenant}  ${from === null ? 'nothing applied yet' : short(from)} → ${short(to)}`)],
    section(heading('Migrations that wait'), migrations.pending),
    section(heading('Changes'), from === to ? ['none'] : changes.flatMap(changeLines)),
    section(paint(stdout, 'red', 'Refused: still in use'), refused.map(describeUse)),
    section(heading('Languages'), plan.languages.flatMap(languageLines)),
    scenarioLines(plan, { t, heading }),
    ...(plan.population ?? []).map((found) => populationLines(found, { t, heading })),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** A line for each kind of thing that is different: `parameters: 1 changed`. */
export const summary = (changes: readonly Change[]): string[] =>
  [...Map.groupBy(changes, ({ collection }) => collection)].map(([collection, own]) => {
    const counts = Map.groupBy(own, ({ change }) => change)
    return `${collection}: ${[...counts].map(([change, list]) => `${list.length} ${change}`).join(', ')}`
  })

const short = (hash: string): string => hash.slice(0, 12)

const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)]

/** A thing that changed, and what of it. */
export function changeLines({ collection, id, change, details }: Change): string[] {
  const shown = details.slice(0, LINES).map((line) => `  ${line}`)
  const rest = details.length - shown.length
  return [
    `${[collection, id].filter(Boolean).join(' ')} ${change}`,
    ...shown,
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
  ]
}

/** A language that lacks as many texts as before is no news. */
const languageLines = ({ id: language, needed, missing, before }: Plan['languages'][number]): string[] =>
  missing.length === (before ?? 0)
    ? []
    : [
        `${language}: ${missing.length} of ${needed} texts are missing${before === null ? '' : `, ${before} before`}`,
      ]

interface Words {
  readonly t: Translator['t']
  readonly heading: (text: string) => string
}

function scenarioLines({ scenarios }: Plan, words: Words): string[] {
  if (!scenarios) return []
  const heading = words.heading(`Whose outcome changes, of ${scenarios.families} scenario families`)
  const groups = Map.groupBy(
    scenarios.transitions,
    ({ programme, before, after }) => `${programme} ${before} ${after}`,
  )
  const lines = [...groups.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .flatMap(({ programme, before, after }) => [
        `${transition(words, { programme, before, after })}: ${group.length}`,
        ...group
          .slice(0, EXAMPLES)
          .map(({ scenario, unit, days, flips }) =>
            `  ${scenario}, ${unit}, ${daysIn(days)}: ${why(words, programme, flips)}`.trimEnd(),
          ),
        ...(group.length > EXAMPLES ? [`  … and ${group.length - EXAMPLES} more`] : []),
      ]),
  )
  return section(heading, lines.length > 0 ? lines : ['nobody’s'])
}

function populationLines(found: NonNullable<Plan['population']>[number], words: Words): string[] {
  const heading = words.heading(
    `Whose outcome changes on ${found.on}, of ${found.households.toLocaleString('en')} households registered`,
  )
  const lines = found.transitions.flatMap(({ programme, before, after, count, examples }) => [
    `${transition(words, { programme, before, after })}: ${count.toLocaleString('en')}`,
    ...examples.map(
      ({ household, member, flips }) =>
        `  ${household}${member === null ? '' : `, member ${member}`}: ${why(words, programme, flips)}`,
    ),
  ])
  return section(heading, lines.length > 0 ? lines : ['nobody’s'])
}

const transition = (
  { t }: Words,
  {
    programme,
    before,
    after,
  }: { readonly programme: string; readonly before: Standing; readonly after: Standing },
): string => `${t(`programme.${programme}.name`)}: ${outcome(t, before)} → ${outcome(t, after)}`

const outcome = (t: Translator['t'], standing: Standing): string =>
  standing === 'NONE' ? 'not asked' : t(`outcome.${standing}`).toLowerCase()

const STATES: Readonly<Record<Flip['before'], string>> = {
  met: 'met',
  not_met: 'not met',
  unknown: 'not known',
  unverified: 'to be confirmed',
  none: 'not asked for',
}

function why({ t }: Words, programme: string, flips: readonly Flip[]): string {
  if (flips.length === 0) return 'by dates, or by another programme'
  return flips
    .map(({ criterion, before, after }) => {
      const key =
        criterion === 'candidate'
          ? `programme.${programme}.candidate`
          : `programme.${programme}.criterion.${criterion}`
      return `“${t(key)}” ${STATES[before]} → ${STATES[after]}`
    })
    .join('; ')
}

function daysIn([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  return `${first} and ${others.length} more ${others.length === 1 ? 'day' : 'days'}`
}
