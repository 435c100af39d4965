import { DomainError } from '@onewindow/core'
import { BootCheckError, DatabaseError, InvalidScopeError, MigrationError } from '@onewindow/db'
import { ConfigError, ProductionError } from '@onewindow/server'
import { CommanderError } from 'commander'
import { Failure } from './failure.ts'
import { paint, Stopped, type Terminal } from './terminal.ts'

/** What an operator can do about a class of SQLSTATE; the others are bugs. */
const DATABASE_ADVICE: Readonly<Record<string, string>> = {
  '08': 'Is PostgreSQL running, and is the address right?',
  '28': 'Look at the user and the password.',
  '3D': 'Create the database first.',
  '42501': 'The role may not do this. Is it the one that migrations grant to?',
  '53': 'Free some connections or room, then try again.',
  '55': 'Another process holds what is needed: try again.',
  '57': 'The server ended the work: try again.',
}

const adviceOn = ({ code }: DatabaseError): string | undefined =>
  DATABASE_ADVICE[code] ?? DATABASE_ADVICE[code.slice(0, 2)]

/** Says what went wrong and what to do, and answers with the exit code. Only a bug shows its stack. */
export function explain({ stderr }: Terminal, error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const say = (message: string) => stderr.write(`${paint(stderr, 'red', 'error')} ${message}\n`)
  if (error instanceof Stopped) {
    say('Stopped before it was done. The next run goes on from there.')
    return 1
  }
  const expected = describe(error)
  say(expected ?? `This is a bug in OneWindow:\n${error instanceof Error ? error.stack : String(error)}`)
  return error instanceof Failure ? error.exitCode : 1
}

function describe(error: unknown): string | null {
  if (error instanceof DatabaseError) {
    const advice = adviceOn(error)
    return advice === undefined ? null : `${error.message}. ${advice}`
  }
  if (error instanceof DomainError) return [error.code, ...error.place].join(' ')
  return EXPECTED.some((kind) => error instanceof kind) ? (error as Error).message : null
}

const EXPECTED = [Failure, MigrationError, BootCheckError, InvalidScopeError, ConfigError, ProductionError]
