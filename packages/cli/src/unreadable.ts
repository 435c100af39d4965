import { Failure } from './failure.ts'

/** A file that is not there, is a folder or may not be read is the user's to mend: says so of the error it makes. */
export const unreadable = (error: unknown): Failure | undefined =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code))
    ? new Failure(`The file cannot be read: ${error.message}`)
    : undefined
