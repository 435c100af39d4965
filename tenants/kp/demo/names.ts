import { cell, readTable } from '@onewindow/tenant'
import type { Sex } from './family.ts'
import type { Random } from './random.ts'

/** The script that a family writes its names in. */
export const SCRIPTS = ['en', 'ur', 'ps'] as const
export type Script = (typeof SCRIPTS)[number]

const table = readTable(new URL('names.csv', import.meta.url), {
  sex: cell.text,
  en: cell.text,
  ur: cell.text,
  ps: cell.text,
})

/** Common given names, so that nobody in particular is meant. */
export function givenName(random: Random, sex: Sex, script: Script): string {
  const [first, ...others] = table.rows.filter((row) => row.sex === sex)
  if (!first) throw new Error(`names.csv has no ${sex} name`)
  return random.pick([first, ...others])[script]
}

const VILLAGE: Readonly<Record<Script, string>> = { en: 'Demo Kalay', ur: 'ڈیمو کلے', ps: 'ډېمو کلی' }

/** No village is called so. */
export const villageName = (number: number, script: Script): string => `${VILLAGE[script]} ${number}`
