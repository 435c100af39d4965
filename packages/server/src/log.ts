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
  }
  return destination ? pino(settings, destination) : pino(settings)
}
