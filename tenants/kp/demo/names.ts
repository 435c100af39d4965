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

/** Draws the given names of one family, each once. They are common ones: nobody in particular is meant. */
export function createNames(random: Random, script: Script): (sex: Sex) => string {
  const taken = new Set<string>()
  return (sex) => {
    const [first, ...others] = table.rows
      .filter((row) => row.sex === sex)
      .map((row) => row[script])
      .filter((name) => !taken.has(name))
    if (first === undefined) throw new Error(`names.csv has too few ${sex} names`)
    const name = random.pick([first, ...others])
    taken.add(name)
    return name
  }
}

const VILLAGE: Readonly<Record<Script, string>> = { en: 'Demo Kalay', ur: 'ڈیمو کلے', ps: 'ډېمو کلی' }

/** No village is called so. */
export const villageName = (number: number, script: Script): string => `${VILLAGE[script]} ${number}`
