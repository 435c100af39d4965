import { CommanderError } from 'commander'
import { Failure } from './failure.ts'
import { paint, Stopped, type Terminal } from './terminal.ts'

/** Says what went wrong and what to do, and answers with the exit code. Only a bug shows its stack. */
export function explain({ stderr }: Terminal, error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const say = (message: string) => stderr.write(`${paint(stderr, 'red', 'error:')} ${message}\n`)
  if (error instanceof Stopped) {
    say('Stopped before it was done. Nothing is half-written: run it again.')
    return 1
  }
  say(
    expected(error) ?? `This is a bug in OneWindow:\n${error instanceof Error ? error.stack : String(error)}`,
  )
  return error instanceof Failure ? error.exitCode : 1
}

/** By name, so that none of the packages that they come from is loaded to say a word about the command line. */
const EXPECTED = [
  'Failure',
  'ExtensionError',
  'MigrationError',
  'ReleaseError',
  'BootCheckError',
  'ConfigError',
  'ProductionError',
]

function expected(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (EXPECTED.includes(error.name)) return error.message
  if (error.name !== 'DatabaseError' || !('code' in error)) return undefined
  const code = String(error.code)
  const advice = DATABASE_ADVICE[code] ?? DATABASE_ADVICE[code.slice(0, 2)]
  return advice && `${error.message}. ${advice}`
}

/** What an operator can do about an SQLSTATE or its class; the others are bugs. */
const DATABASE_ADVICE: Readonly<Record<string, string>> = {
  '08': 'Is PostgreSQL running, and is the address right?',
  '40': 'Another process did the same at that moment: try again.',
  '28': 'Look at the user and the password; `onewindow prepare` makes the roles.',
  '3D': 'Create the database first.',
  '42501': 'The role may not do this. Is it the one that migrations grant to?',
  '53': 'Free some connections or room, then try again.',
  '55': 'Another process holds what is needed: try again.',
  '57': 'The server ended the work: try again.',
}
