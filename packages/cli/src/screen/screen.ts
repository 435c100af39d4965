import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LoadedRelease } from '@onewindow/core'
import { type Ask, withTenant } from '../ask.ts'
import { Failure, misused } from '../failure.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'
import { present } from './present.ts'
import {
  type Answer,
  FIND_HOUSEHOLD,
  SCREEN_FAMILY,
  SCREEN_HOUSEHOLD,
  type Screening,
} from './screening-query.ts'
import { requireWritable, writeSlip } from './slip-file.ts'

export interface ScreenOptions {
  /** Reference on the family's slip, or household id. */
  readonly household: string | undefined
  /** File with an anonymous family, as GraphQL's `AnonymousFamilyInput`. */
  readonly family?: string
  readonly tenant?: string
  readonly on?: string
  readonly language?: string
  readonly programmes?: readonly string[]
  /** File for the slip. */
  readonly slip?: string
  readonly format: Format
}

/** `onewindow screen`: asks what a window asks, through the same GraphQL, and shows the answer as the clerk sees it. */
export async function runScreen(
  terminal: Terminal,
  installation: Installation,
  options: ScreenOptions,
): Promise<void> {
  const { household, family, slip } = options
  if ((household === undefined) === (family === undefined))
    throw misused('Name a household, or a family’s file with --family.')
  if (family !== undefined && slip !== undefined)
    throw misused('Only a registered household has a slip: --slip does not go with --family.')
  if (slip !== undefined) await requireWritable(resolve(terminal.directory, slip))
  await withTenant(
    terminal,
    installation,
    { tenant: options.tenant, as: 'screen' },
    async ({ ask, release }) => {
      const language = chooseLanguage(release, options.language)
      const asked: Ask = (document, variables) => ask(document, variables, language)
      const screening =
        household === undefined
          ? await screenFamily(asked, terminal, options)
          : await screenHousehold(asked, household, { ...options, language })
      await show(terminal, { screening, release, language }, options)
    },
  )
}

function chooseLanguage({ definition }: LoadedRelease, wanted: string | undefined): string {
  const known = definition.locales.map(({ id }) => id)
  const language = wanted ?? known[0] ?? 'en'
  if (!known.includes(language))
    throw misused(`${definition.id} does not speak ${language}. It speaks: ${known.join(', ')}.`)
  return language
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function screenHousehold(
  ask: Ask,
  named: string,
  { on, programmes, language, slip }: ScreenOptions & { readonly language: string },
): Promise<Screening> {
  const variables = ID.test(named) ? { id: named } : { reference: named }
  const found = (await ask(FIND_HOUSEHOLD, variables)) as { household: { id: string } | null } // the document's shape
  if (!found.household)
    throw new Failure(`There is no household ${named}. Look at the reference on its slip.`)
  const household = found.household.id
  return screeningOf(
    await ask(SCREEN_HOUSEHOLD, { household, on, programmes, language, slip: slip !== undefined }),
  )
}

async function screenFamily(
  ask: Ask,
  { directory }: Terminal,
  { family: file = '', on, programmes }: ScreenOptions,
): Promise<Screening> {
  const family = await readJson(resolve(directory, file))
  return screeningOf(
    await ask(SCREEN_FAMILY, { family: programmes ? { ...family, programmes } : family, on }),
  )
}

async function readJson(file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof value === 'object' && value) return value
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
  throw new Failure(`${file} does not hold a family.`)
}

function screeningOf(data: unknown): Screening {
  const { answer } = data as { answer: Answer } // the document's shape
  if (answer.__typename === 'ScreeningPayload') return answer.screening
  if (answer.__typename === 'AnonymousScreening') return answer
  throw new Failure(`${answer.code} ${answer.path.join('.')}: ${answer.message}`)
}

async function show(
  terminal: Terminal,
  answered: { readonly screening: Screening; readonly release: LoadedRelease; readonly language: string },
  { slip: file, format }: ScreenOptions,
): Promise<void> {
  const { slip, ...screening } = answered.screening
  const texts = answered.release.translator(answered.language)
  print(
    terminal,
    format === 'json'
      ? JSON.stringify(screening, null, 2)
      : present(terminal, screening, (outcome) => texts.t(`outcome.${outcome}`)),
  )
  if (file === undefined || slip === undefined) return
  await writeSlip(resolve(terminal.directory, file), slip)
  terminal.stderr.write(`The slip is in ${file}.\n`)
}
