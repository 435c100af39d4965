import { InvalidArgumentError, Option } from 'commander'
import { FORMATS } from '../format.ts'
import type { Installation } from '../installation.ts'
import type { Terminal } from '../terminal.ts'

/** Where a command runs. */
export interface At {
  readonly terminal: Terminal
  /** Reads the configuration: help needs none. */
  readonly installation: () => Promise<Installation>
}

export const whole = (flags: string, description: string) =>
  new Option(flags, description).argParser((text) => {
    if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It is a whole number, from 1.')
    return Number(text)
  })

export const percent = (flags: string, description: string) =>
  new Option(flags, description).default(0).argParser((text) => {
    if (!/^\d{1,3}(?:\.\d+)?$/.test(text) || Number(text) > 100)
      throw new InvalidArgumentError('A percentage is 0 to 100.')
    return Number(text)
  })

export const format = () => new Option('--format <format>', 'of the answer').choices(FORMATS).default('text')

export const port = (flags: string, description: string) =>
  new Option(flags, description).argParser((text) => {
    const number = Number(text)
    if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.')
    return number
  })

export const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isDay(text))
    throw new InvalidArgumentError('A day is written as 2024-02-01.')
  return text
}

/** `Date` moves the 30th of February into March. */
const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const DIMENSIONS = ['area', 'unit', 'sex', 'age_group', 'disability']

export const dimensions = (text: string): string[] => {
  const named = list(text)
  if (!named.every((one) => DIMENSIONS.includes(one)))
    throw new InvalidArgumentError(`Name some of ${DIMENSIONS.join(', ')}.`)
  return named
}

export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

export const DATABASE_HELP = `
The database is that of DATABASE_URL (the role that serves); without one, the embedded
PostgreSQL in .onewindow beside the configuration.`
