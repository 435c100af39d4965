/** Asks the database as one whom no wall holds. */
export type Ask = <Row extends Record<string, unknown>>(
  sql: string,
  values?: readonly unknown[],
) => Promise<Row[]>

/** What a benchmark asks every server for, in the words of each. */
export interface Shape {
  readonly name: string
  readonly title: string
  /** What OneWindow should reach, as a multiple of a contender's requests in a second. */
  readonly goals: Readonly<Record<string, number>>
  /** For OneWindow, and for every server that has its schema. */
  readonly query: string
  /** For the bare server: answers with one column of JSON, the very text of OneWindow's. Binds: tenant, areas, and `values`. */
  readonly sql: string
  readonly postgraphile: PostGraphileShape
  /** What must be in the database, made from OneWindow's answers, before another is asked. */
  readonly prepare?: (ask: Ask, answers: readonly string[]) => Promise<void>
  /** What one request differs by from the next. */
  targets(ask: Ask, place: Place): Promise<readonly Target[]>
}

export interface PostGraphileShape {
  /** Gets `$tenant` and `$area` beside the rest. */
  readonly query: string
  /** What it calls a target by. */
  variables(target: Target, post: Post): Promise<Readonly<Record<string, unknown>>>
}

/** Asks PostGraphile, as one of the targets will. */
export type Post = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<string>

export interface Place {
  readonly tenant: string
  readonly area: string
  readonly count: number
}

export interface Target {
  /** Of the GraphQL operation. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Of the statement, after tenant and areas. */
  readonly values: readonly unknown[]
}

/** Of a page of households or of one. */
export const GOALS = { bare: 0.8, postgraphile: 2, dataloader: 3 } as const
