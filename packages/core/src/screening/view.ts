import {
  type BenefitResult,
  CANDIDATE,
  type CriterionResult,
  type MissingFact,
  type NextQuestion,
  type ProgrammeResult,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import type { LoadedRelease } from '../release/service.ts'
import { withheldResult } from './sensitive.ts'

/**
 * What the GraphQL types of a screening are resolved from: the stored answer, the release it was made under, and what
 * this reader may see.
 */
export interface ScreeningView {
  readonly release: LoadedRelease
  readonly on: string
  /** Id of the household in `results`. */
  readonly household: string
  /** Operating area of the household, for offices near it; null for an anonymous family in no named area. */
  readonly area: string | null
  /** Names by person id, as they were; empty for an anonymous family, and for whoever may not read people. */
  readonly names: Readonly<Record<string, string>>
  /** May sensitive values be shown to this reader? */
  readonly sensitive: boolean
}

export interface ResultView extends ScreeningView {
  readonly result: ProgrammeResult
  readonly programme: Programme
  /** Its rules read something sensitive, which this reader may not learn. */
  readonly withheld: boolean
}

export interface CriterionView extends ResultView {
  readonly criterion: CriterionResult
}

export interface BenefitView extends ResultView {
  readonly benefit: BenefitResult
}

export interface QuestionView extends ScreeningView {
  readonly question: NextQuestion
}

export const resultViews = (view: ScreeningView, results: readonly ProgrammeResult[]): ResultView[] =>
  once(view.household, shown(view, results)).map((result) => ({
    ...view,
    result,
    programme: view.release.requireProgramme(result.programme),
    withheld: isWithheld(view, result.programme),
  }))

/** Whether this reader could learn something sensitive from what the programme answers. */
export const isWithheld = ({ release, sensitive }: ScreeningView, programme: string): boolean =>
  !sensitive && release.readsSensitive(programme)

function shown(view: ScreeningView, results: readonly ProgrammeResult[]): readonly ProgrammeResult[] {
  const said = new Set<string>()
  return results.flatMap((result) => {
    if (!isWithheld(view, result.programme)) return [result]
    if (said.has(result.programme)) return []
    said.add(result.programme)
    return [withheldResult(view.release, view.household, result)]
  })
}

/**
 * While nobody knows whom a programme is about, and the household can say ("is anyone ill?"), every member waits for the
 * same answer: one result says so once, of the household.
 */
function once(household: string, results: readonly ProgrammeResult[]): readonly ProgrammeResult[] {
  const said = new Set<string>()
  return results.flatMap((result) => {
    const asked = gateOf(household, result)
    if (asked.length === 0) return [result]
    if (said.has(result.programme)) return []
    said.add(result.programme)
    return [{ ...result, unit: { kind: 'household', id: household }, missing: asked }]
  })
}

/** What the household could say first, of a result that waits to know whether its unit is a candidate at all. */
function gateOf(household: string, { outcome, criteria }: ProgrammeResult): readonly MissingFact[] {
  const candidate = criteria.find(({ id }) => id === CANDIDATE)
  if (outcome !== 'NEEDS_INFORMATION' || !candidate) return []
  return candidate.missing.filter(({ subject }) => subject === household)
}

/** Keys of anonymous members are anything: `constructor` is nobody's name. */
export const nameOf = ({ names }: ScreeningView, subject: string): string | undefined =>
  Object.hasOwn(names, subject) ? names[subject] : undefined

export const subjectKind = ({ household }: ScreeningView, subject: string): 'household' | 'person' =>
  subject === household ? 'household' : 'person'
