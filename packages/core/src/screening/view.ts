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
  /** Names by person id; empty for an anonymous family. */
  readonly names: Readonly<Record<string, string>>
  /** May sensitive values be shown to this reader? */
  readonly sensitive: boolean
}

export interface ResultView extends ScreeningView {
  readonly result: ProgrammeResult
  readonly programme: Programme
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
  once(view.household, results).map((result) => ({
    ...view,
    result,
    programme: view.release.requireProgramme(result.programme),
  }))

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

/** How a subject is called on the screen: by name, or as the household or member that it is. */
export const subjectName = ({ names }: ScreeningView, subject: string, fallback: string): string =>
  names[subject] ?? fallback
