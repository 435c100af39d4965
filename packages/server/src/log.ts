import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import { describeError } from './describe-error.ts'

export interface LogOptions {
  readonly profile: 'development' | 'production'
  readonly logLevel: string
}

/**
 * JSON lines without personal data: an error shows its class, code and stack frames, in development its message too; no
 * request, response, header or body is ever written whole.
 */
export function createLog(options: LogOptions, destination?: DestinationStream): Logger {
  const err = (error: unknown) => describeError(error, options.profile === 'development')
  const nothing = () => undefined
  const settings = {
    level: options.logLevel,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err, error: err, req: nothing, res: nothing },
    hooks: {
      logMethod(args: LogArguments, method: (...args: LogArguments) => void) {
        method.apply(this, withOwnMessage(args))
      },
    },
  }
  return destination ? pino(settings, destination) : pino(settings)
}

type LogArguments = [first: unknown, message?: string | undefined, ...values: unknown[]]

/** Where a line has no message, pino takes the error's; so do some libraries. */
function withOwnMessage([first, message, ...values]: LogArguments): LogArguments {
  const line = first instanceof Error ? { err: first } : first
  const error = typeof line === 'object' && line !== null && 'err' in line ? line.err : undefined
  if (!(error instanceof Error)) return [first, message, ...values]
  return message === undefined || message.includes(error.message) ? [line, 'error'] : [line, message]
}
