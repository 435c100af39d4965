import type { CriterionResult, NextQuestion, ProgrammeResult } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import type { LoadedRelease } from '../release/service.ts'

/**
 * What the GraphQL types of a screening are resolved from: the stored answer, the release it was made under, and what
 * this reader may see.
 */
export interface ScreeningView {
  readonly release: LoadedRelease
  readonly on: string
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
  results.map((result) => ({ ...view, result, programme: view.release.requireProgramme(result.programme) }))

/** How a subject is called on the screen: by name, or as the household or member that it is. */
export const subjectName = ({ names }: ScreeningView, subject: string, fallback: string): string =>
  names[subject] ?? fallback
