import type { SurveyHousehold } from '../household-input.ts'
import type { Problem } from '../problem.ts'
import { createAnswerReader } from './answer.ts'
import { type Block, readBlocks } from './blocks.ts'
import { type Reading, readHousehold } from './household.ts'
import type { Repeated, Survey } from './open-survey.ts'
import type { Row } from './row.ts'

/** One household of the file. */
interface Place {
  /** First and last line, both included. */
  readonly lines: readonly [from: number, to: number]
  /** Give it as `after` to go on behind this household. */
  readonly checkpoint: number
  /** As the file has them, for the report. */
  readonly rows: readonly Row[]
}

export interface ReadHousehold extends Place {
  readonly instance: string
  readonly household: SurveyHousehold
}

export interface RefusedHousehold extends Place {
  readonly instance?: string
  readonly problems: readonly Problem[]
}

export interface ReadOptions {
  /** ISO day on which the file is read: nothing in it lies after. */
  readonly today: string
  /** Also takes made-up households, with numbers that no authority issues. */
  readonly demo?: boolean
  /** A checkpoint: households up to it are passed over. */
  readonly after?: number
}

/**
 * The households of a file in its order: those whose every answer can be read, and the others with all that is wrong with
 * them. One that is wrong does not stop those after it.
 */
export async function* readHouseholds(
  survey: Survey,
  { today, demo = false, after = 0 }: ReadOptions,
): AsyncGenerator<ReadHousehold | RefusedHousehold> {
  const { definition, columns } = survey
  const answers = createAnswerReader(definition, { today, demo })
  const reading: Reading = {
    definition,
    columns,
    fields: columns.flatMap(({ field }) => field ?? []),
    names: new Map(columns.flatMap(({ name, field }) => (field ? [[field.id, name] as const] : []))),
    answers,
    today,
    demo,
  }
  const instanceColumn = columns.findIndex(({ field }) => field?.id === 'household.instance')
  const layout = { instanceColumn, width: columns.length }
  for await (const block of readBlocks(survey.readRows(), layout))
    if ((block.rows.at(-1)?.line ?? 0) > after) yield read(block)

  function read({ instance, rows, stray }: Block): ReadHousehold | RefusedHousehold {
    const from = rows[0]?.line ?? 0
    const to = rows.at(-1)?.line ?? from
    const place = { lines: [from, to], checkpoint: to, rows } as const
    const again = survey.repeated.get(instance)
    const answered = readHousehold(rows, reading)
    if ('household' in answered && !again && !stray)
      return { ...place, instance, household: answered.household }
    return {
      ...place,
      ...(instance === '' ? {} : { instance }),
      problems: [
        ...(again ? [repeated(from, instance, again)] : []),
        ...(stray ? [strayProblem(stray)] : []),
        ...('problems' in answered ? answered.problems : []),
      ],
    }
  }

  function repeated(line: number, instance: string, { whole, lines }: Repeated): Problem {
    return {
      line,
      ...nameOf(instanceColumn),
      code: whole ? 'DUPLICATE_INSTANCE' : 'ROWS_APART',
      values: { instance: instance.slice(0, 80), lines: lines.slice(0, 20).join(', ') },
    }
  }

  function strayProblem({ line, cells }: Row): Problem {
    if (cells.length === columns.length) return { line, ...nameOf(instanceColumn), code: 'FIELD_REQUIRED' }
    return { line, code: 'CELL_COUNT', values: { found: cells.length, expected: columns.length } }
  }

  function nameOf(column: number): Pick<Problem, 'column'> {
    const name = columns[column]?.name
    return name === undefined ? {} : { column: name }
  }
}
