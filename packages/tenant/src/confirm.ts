import type { Evidence, Parameter } from '@onewindow/rules'
import { confirmedPlaces } from './confirmed-places.ts'
import type { Confirmation, Definition, Programme } from './definition.ts'
import type { Report } from './diagnostic.ts'
import { type Statement, statementsOf } from './statement.ts'
import { didYouMean } from './suggest.ts'

/** Raises what letters confirm to `confirmed`, with the letter as its source, as long as it is stated as they confirmed it. */
export function confirm(
  definition: Definition,
  { broken, report }: { readonly broken: ReadonlySet<string>; readonly report: Report },
): Definition {
  const { confirmations = [], programmes, parameters } = definition
  const statements = Map.groupBy(statementsOf(definition), ({ path }) => path)
  const letters = new Map<string, Confirmation>()
  for (const letter of confirmations)
    for (const [path, code] of Object.entries(letter.statements)) {
      if (isBroken(path, broken)) continue
      const [statement, ...others] = statements.get(path) ?? []
      if (others.length > 0)
        report('DUPLICATE_ID', `confirmations.${letter.id}.statements.${path}`, {
          message: `${others.length + 1} things are stated at ${path}`,
          fix: 'Give one of them another id: a letter confirms one thing at a place.',
        })
      else if (holds(letter, { path, code, statement, known: statements.keys(), report }))
        letters.set(path, letter)
    }
  for (const path of confirmedPlaces(definition))
    if (!letters.has(path))
      report('CONFIRMED_WITHOUT_LETTER', path, {
        message: 'it is marked as confirmed, but no letter confirms it as it is stated',
        fix: 'Mark it as it was found; a letter under confirmations raises the mark.',
      })
  if (letters.size === 0) return definition
  return {
    ...definition,
    programmes: programmes.map((programme) => withLetters(programme, letters)),
    parameters: parameters.map((parameter) => valuesWithLetters(parameter, letters)),
  }
}

function holds(
  { id, institution }: Confirmation,
  {
    path,
    code,
    statement,
    known,
    report,
  }: {
    readonly path: string
    readonly code: string
    readonly statement: Statement | undefined
    readonly known: Iterable<string>
    readonly report: Report
  },
): boolean {
  const place = `confirmations.${id}.statements.${path}`
  if (!statement) {
    report('UNKNOWN_STATEMENT', place, {
      message: `nothing is stated at ${path}`,
      fix: `Name a place that \`onewindow rulesheet --format json\` lists.${didYouMean(path, known)}`,
    })
    return false
  }
  // A value that nothing reads is nobody's: a layer's letter stays where a tenant's own programme no longer reads it.
  if (statement.institutions.length > 0 && !statement.institutions.includes(institution)) {
    report('CONFIRMED_BY_OTHER', place, {
      message: `it is for ${statement.institutions.join(' or ')} to confirm, not for ${institution}`,
      fix: 'Ask the institution that runs the programme.',
    })
    return false
  }
  if (statement.code === code) return true
  report('CONFIRMATION_LAPSED', place, {
    message: `the letter confirms ${code}, but it is stated as ${statement.code} now`,
    fix: 'Have the new sheet signed, or take the statement out of the letter.',
  })
  return false
}

/** Reported already, for its shape. */
const isBroken = (path: string, broken: ReadonlySet<string>): boolean =>
  [...broken].some((place) => path === place || path.startsWith(`${place}.`))

type Letters = ReadonlyMap<string, Confirmation>

function withLetters(programme: Programme, letters: Letters): Programme {
  const { id, unit, legalBasis, criteria, overlaps, benefits, ranking } = programme
  const at = <Item extends Marked>(place: string, item: Item) =>
    marked(item, letters.get(`programmes.${id}.${place}`))
  const each = <Item extends Marked & { readonly id: string }>(list: string, items: readonly Item[]) =>
    items.map((item) => at(`${list}.${item.id}`, item))
  return {
    ...programme,
    unit: unit.kind === 'person' ? at('unit', unit) : unit,
    ...(legalBasis ? { legalBasis: at('legalBasis', legalBasis) } : {}),
    criteria: each('criteria', criteria),
    ...(overlaps ? { overlaps: each('overlaps', overlaps) } : {}),
    benefits: each('benefits', benefits),
    ...(ranking ? { ranking: at('ranking', ranking) } : {}),
  }
}

const valuesWithLetters = (parameter: Parameter, letters: Letters): Parameter => ({
  ...parameter,
  history: parameter.history.map((value) =>
    marked(value, letters.get(`parameters.${parameter.id}.${value.from}`)),
  ),
})

interface Marked {
  readonly evidence: Evidence
  readonly source?: string
}

/** A layer's own definition has been raised by its letters already. */
function marked<Item extends Marked>(item: Item, letter: Confirmation | undefined): Item {
  if (!letter || item.evidence === 'confirmed') return item
  const said = `Letter ${letter.number} of ${letter.date}, ${letter.signedBy}`
  const source = item.source === undefined ? {} : { source: `${said}; ${item.source}` }
  return { ...item, evidence: 'confirmed', ...source }
}
