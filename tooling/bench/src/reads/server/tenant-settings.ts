import pg from 'pg'

const { escapeLiteral } = pg

/** Opens a transaction as the tenant driver of OneWindow does, in one message. */
export const beginIn = (tenant: string, areas: readonly string[]): string =>
  [
    'begin isolation level repeatable read, read only',
    `set local app.tenant = ${escapeLiteral(tenant)}`,
    'set local app.wide = false',
    `set local app.areas = ${escapeLiteral(areas.join(','))}`,
    `set local timezone = 'UTC'; set local datestyle = 'ISO'`,
    'set local statement_timeout = 15000',
    'set local lock_timeout = 5000',
    'set local idle_in_transaction_session_timeout = 15000',
  ].join('; ')
