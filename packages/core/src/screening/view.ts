import { CANDIDATE, type CriterionResult, type NextQuestion, type ProgrammeResult } from '@onewindow/rules'
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
 * While nobody knows whom a programme is about, and only the household can say, every member waits for the same answer:
 * one result for the household says it once.
 */
function once(household: string, results: readonly ProgrammeResult[]): readonly ProgrammeResult[] {
  const waiting = (result: ProgrammeResult) =>
    result.outcome === 'NEEDS_INFORMATION' &&
    result.criteria.some(({ id, state }) => id === CANDIDATE && state !== 'met') &&
    result.missing.length > 0 &&
    result.missing.every(({ subject }) => subject === household)
  const said = new Set<string>()
  return results.flatMap((result) => {
    if (!waiting(result)) return [result]
    if (said.has(result.programme)) return []
    said.add(result.programme)
    return [{ ...result, unit: { kind: 'household', id: household } }]
  })
}

/** How a subject is called on the screen: by name, or as the household or member that it is. */
export const subjectName = ({ names }: ScreeningView, subject: string, fallback: string): string =>
  names[subject] ?? fallback
