import Table from 'cli-table3'
import { paint, type Terminal } from '../terminal.ts'
import type { Result, Screening } from './screening-query.ts'

/** What goes on first at a window: what the family can have, then what can still be found out. */
const ORDER = [
  'ELIGIBLE',
  'ALREADY_ENROLLED',
  'NEEDS_INFORMATION',
  'EXCLUDED_BY_OVERLAP',
  'NOT_ELIGIBLE',
  'NOT_IN_FORCE',
]
const COLOURS: Readonly<Record<string, Parameters<typeof paint>[1]>> = {
  ELIGIBLE: 'green',
  ALREADY_ENROLLED: 'cyan',
  NEEDS_INFORMATION: 'yellow',
}

/** A result in the five columns that a clerk reads, each a list of lines. */
interface Row {
  readonly outcome: string
  readonly cells: readonly (readonly string[])[]
}

/**
 * The screening for people to read: a table on a terminal, otherwise a line for each result, its columns separated by
 * tabs.
 */
export function present(
  { stdout }: Pick<Terminal, 'stdout'>,
  screening: Screening,
  outcomeName: (outcome: string) => string,
): string {
  const rows = screening.results
    .toSorted((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome))
    .map((result) => toRow(result, outcomeName))
  const { nextQuestion } = screening
  const question = nextQuestion && [
    `${nextQuestion.text} (${nextQuestion.subject.name})`,
    nextQuestion.programmes.map(({ name }) => name).join(', '),
  ]
  if (!stdout.isTTY) {
    const lines = rows.map(({ cells }) => cells.map((cell) => cell.join('; ')).join('\t'))
    return [...lines, ...(question ? [`?\t${question.join('\t')}`] : [])].join('\n')
  }
  const table = new Table({
    wordWrap: true,
    style: { head: [], border: [] },
    colWidths: widths(stdout.columns),
  })
  for (const { outcome, cells } of rows) {
    const [first = '', ...others] = cells.map((cell) => cell.join('\n'))
    table.push([paint(stdout, COLOURS[outcome] ?? 'dim', first), ...others])
  }
  return [table.toString(), ...(question ? [`\n? ${question.join('\n  ')}`] : [])].join('\n')
}

function toRow(result: Result, outcomeName: (outcome: string) => string): Row {
  const { outcome, programme, unit } = result
  const cells = [
    [outcomeName(outcome)],
    [programme.name, ...(unit.kind === 'person' ? [unit.name] : [])],
    amounts(result),
    reasons(result),
    nextSteps(result),
  ]
  return { outcome, cells: cells.map((cell) => [...new Set(cell)]) }
}

/** Nothing is promised where nothing is due. */
const amounts = ({ outcome, benefits }: Result): string[] =>
  ['ELIGIBLE', 'ALREADY_ENROLLED', 'NEEDS_INFORMATION'].includes(outcome)
    ? benefits.map(({ name, text }) => text || name)
    : []

function reasons({ outcome, text, criteria, missing, overlaps }: Result): string[] {
  const inState = (...states: string[]) => criteria.filter(({ state }) => states.includes(state))
  const warnings = overlaps.map((overlap) => `! ${overlap.text}`)
  if (outcome === 'ELIGIBLE') return [...inState('met').map((one) => `✓ ${one.text}`), ...warnings]
  if (outcome === 'NOT_ELIGIBLE') return inState('not_met').map((one) => `✗ ${one.text}`)
  if (outcome === 'NEEDS_INFORMATION')
    return [
      ...missing.map(({ question, givenBy }) => `? ${question}${givenBy ? ` (${givenBy.name})` : ''}`),
      // What nobody could ask the family: the institution judges it.
      ...(missing.length === 0 ? inState('unknown').map((one) => `? ${one.text}`) : []),
      ...inState('unverified').map((one) => `~ ${one.text}: ${one.stateText}`),
      ...warnings,
    ]
  return [text, ...warnings]
}

function nextSteps({ outcome, nextStep, offices, documents, criteria, missing }: Result): string[] {
  if (outcome === 'ELIGIBLE') return [nextStep, offices[0]?.name ?? '', documents.join(', ')].filter(Boolean)
  if (outcome !== 'NOT_ELIGIBLE' && outcome !== 'NEEDS_INFORMATION') return []
  return [...criteria, ...missing].flatMap(({ remedy }) => remedy?.text ?? [])
}

/** Five columns that fill the terminal; the reasons get most of it. */
function widths(columns = 120): number[] {
  const room = Math.max(columns, 80) - 6 // the lines between
  return [0.12, 0.22, 0.16, 0.3, 0.2].map((share) => Math.floor(room * share))
}
