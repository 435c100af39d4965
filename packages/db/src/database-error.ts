import { DatabaseError as PgError } from 'pg'

/**
 * What PostgreSQL refused, without any value: `detail`, `hint` and most messages quote rows and inputs, so they never
 * leave this package.
 *
 * @example
 * if (error instanceof DatabaseError && error.constraint === 'membership_one_house') throw new AlreadyHoused()
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE: `23505` unique violation, `23P01` exclusion, `40001` retry, `55P03` lock timeout, `57014` statement timeout. */
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly column: string | undefined

  constructor(
    code: string,
    message: string,
    at: { constraint?: string; table?: string; column?: string } = {},
  ) {
    super(message)
    this.code = code
    this.constraint = at.constraint
    this.table = at.table
    this.column = at.column
  }
}

/** Classes whose messages name objects and limits, never a row's or a bind's value. */
const SAFE_CLASSES = new Set(['0A', '25', '28', '3D', '40', '42', '53', '55', '57'])

/** Returns anything but a PostgreSQL error unchanged. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof PgError)) return error
  const { code = 'XX000', constraint, table, column } = error
  const place = [table, column, constraint].filter(Boolean).join(' ')
  const said = SAFE_CLASSES.has(code.slice(0, 2)) ? error.message : ''
  return new DatabaseError(code, ['PostgreSQL refused with', code, place, said].filter(Boolean).join(' '), {
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
  })
}

/** Worth a retry; the same whether the tenant's share or the whole pool was taken. */
export function noConnectionFree(): DatabaseError {
  return new DatabaseError('53300', 'No connection came free in time')
}

/** An error of connecting: refused by the server, by the network, or by the pool's patience. */
export function connectionError(error: unknown): unknown {
  if (error instanceof PgError) return withoutValues(error)
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('timeout exceeded')) return noConnectionFree()
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  return new DatabaseError('08006', `No connection to PostgreSQL: ${reason}`)
}
