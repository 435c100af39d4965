import type { Definition, ListLayout } from '@onewindow/tenant'
import type { SurveyHousehold, SurveyMember } from '../household-input.ts'
import { csvLine } from '../write/csv-line.ts'
import type { Calibration } from './calibration.ts'
import { createDraw } from './draw-household.ts'
import { misspell } from './misspell.ts'
import { createRandom } from './random.ts'

export interface MadeListOptions {
  readonly definition: Definition
  readonly calibration: Calibration
  readonly layout: ListLayout
  /** Size of the population of this seed: those beyond it are nobody that a survey of it holds. */
  readonly households: number
  readonly seed: number
  readonly lines: number
  /** ISO day. */
  readonly asOf: string
  /** Shares, 0 to 1: of names written as another clerk would, of people who are in no survey, of lines without a document. */
  readonly misspelt: number
  readonly strangers: number
  readonly undocumented: number
}

export interface MadeLine {
  readonly cells: readonly string[]
  /** Who it is: form number and line of the household’s; null for someone who is in no survey of this population. */
  readonly person: { readonly instance: string; readonly key: string } | null
}

interface Someone {
  readonly instance: string
  readonly household: SurveyHousehold
  readonly member: SurveyMember
}

const ADULT = 18

/** The header of such a list: what the layout calls its columns first. */
export const listHeader = (layout: ListLayout): readonly string[] => [
  ...columnsOf(layout).map(([, header]) => header),
  'synthetic',
]

/**
 * Makes up a list of people of a made-up population, labelled as such. Grown-up women come first, then men, as many to a
 * household as the lines need.
 */
export function* generateList(options: MadeListOptions): Generator<MadeLine> {
  const { definition, calibration, households, seed, lines, strangers } = options
  const draw = createDraw({ definition, calibration, seed, misspelt: 0 })
  const known = Math.round(lines * (1 - strangers))
  const most = Math.max(1, Math.ceil(known / households))
  let written = 0
  for (let index = 0; written < known && index < households; index++)
    for (const someone of chosen(index, most)) {
      if (written === known) break
      yield lineOf(someone, written++, true)
    }
  for (let index = households; written < lines; index++)
    for (const someone of chosen(index, 1)) yield lineOf(someone, written++, false)

  function chosen(index: number, count: number): Someone[] {
    const { household } = draw(index)
    const instance = household.idempotencyKey.replace('survey:', '')
    const adults = household.members.filter((member) => ageOf(member, calibration.day) >= ADULT)
    return adults
      .toSorted((one, other) => Number(other.sex === 'female') - Number(one.sex === 'female'))
      .slice(0, count)
      .map((member) => ({ instance, household, member }))
  }

  function lineOf({ instance, household, member }: Someone, line: number, isKnown: boolean): MadeLine {
    const { layout, asOf, misspelt, undocumented } = options
    const random = createRandom(seed ^ 0x115700, line)
    const written = (name: string) => (random.chance(misspelt) ? misspell(name, random) : name)
    const name = written(member.name)
    const parentName = written(member.parentName ?? '')
    const documented = !random.chance(undocumented)
    const said = (key: string): string => {
      switch (key) {
        case 'name':
          return name
        case 'parentName':
          return parentName
        case 'area':
          return household.area
        case 'village':
          return household.village ?? ''
        case 'programme':
          return typeof layout.programme === 'string' ? '' : (Object.keys(layout.programme.codes)[0] ?? '')
        case 'status':
          return Object.keys(layout.status?.codes ?? {})[0] ?? ''
        case 'issuer':
          return layout.issuer?.codes[0] ?? ''
        case 'listDate':
        case 'decidedOn':
          return asOf
        case 'number':
          return `SYN-${line + 1}`
        case 'amount':
          return ''
        default:
          return documented
            ? (member.identifiers.find(({ kind }) => `document.${kind}` === key)?.number ?? '')
            : ''
      }
    }
    return {
      cells: [...columnsOf(layout).map(([key]) => said(key)), 'yes'],
      person: isKnown ? { instance, key: member.key } : null,
    }
  }
}

export const listLine = (cells: readonly string[]): string => csvLine(cells)

function columnsOf({ columns, documents, programme, status, issuer }: ListLayout) {
  const { amount, ...rest } = columns
  return [
    ...Object.entries(rest),
    ['amount', amount?.headers ?? []] as const,
    ...documents.map(({ kind, headers }) => [`document.${kind}`, headers] as const),
    ['programme', typeof programme === 'string' ? [] : programme.headers] as const,
    ['status', status?.headers ?? []] as const,
    ['issuer', issuer?.headers ?? []] as const,
  ].flatMap(([key, [header]]) => (header === undefined ? [] : [[key, header] as const]))
}

function ageOf({ birth }: SurveyMember, day: string): number {
  if (!birth) return 0
  const year = Number(day.slice(0, 4))
  if ('date' in birth)
    return year - Number(birth.date.slice(0, 4)) - (birth.date.slice(5) > day.slice(5) ? 1 : 0)
  return 'year' in birth ? year - birth.year : birth.estimatedAge
}
