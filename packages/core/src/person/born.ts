import { type RawBuilder, sql } from 'kysely'
import { yearBits } from './known-by.ts'

/** When someone may have been born. */
export interface Born {
  /** Of those who may be, one of these bits of `known_by` is there. */
  readonly bits: number
  readonly condition: (person: string) => RawBuilder<unknown>
}

/** Years on either side of a year in which a birth is near it. */
const NEAR = 2

/** Somebody knows when, and it can be this year. */
export const bornIn = (year: number): Born => ({
  bits: yearBits(year, year),
  condition: (person) => overlaps(person, firstDay(year), lastDay(year)),
})

/** It can be between these days, or nobody knows. */
export const bornBetween = (from: string, to: string): Born => ({
  bits: yearBits(Number(from.slice(0, 4)), Number(to.slice(0, 4))),
  condition: (person) => sql`(${sql.ref(`${person}.birth_from`)} is null or ${overlaps(person, from, to)})`,
})

export const bornAbout = (year: number): Born => bornBetween(firstDay(year - NEAR), lastDay(year + NEAR))

/** About that year, and not in it; or nobody knows. */
export const bornNear = (year: number): Born => {
  const { bits, condition } = bornAbout(year)
  return {
    bits,
    condition: (person) =>
      sql`${condition(person)} and (${overlaps(person, firstDay(year), lastDay(year))}) is not true`,
  }
}

const overlaps = (person: string, from: string, to: string) =>
  sql`${sql.ref(`${person}.birth_from`)} <= ${to}::date and ${sql.ref(`${person}.birth_to`)} >= ${from}::date`

const yyyy = (year: number) => String(year).padStart(4, '0')
const firstDay = (year: number) => `${yyyy(year)}-01-01`
const lastDay = (year: number) => `${yyyy(year)}-12-31`
