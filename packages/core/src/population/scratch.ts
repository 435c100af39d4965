import { factsOf } from '@onewindow/rules'
import { type FactColumn, factColumn, type Shape } from '@onewindow/rules/sql'
import type { FactDefinition } from '@onewindow/tenant'
import { type RawBuilder, sql } from 'kysely'
import type { LoadedRelease } from '../release/service.ts'

/**
 * Temporary tables of one batch of households in the shape that compiled rules read, gone when the transaction ends.
 * Rules look up one unit after the other, so they need indexes: a query in parentheses has none.
 */
export const SHAPE: Shape = {
  households: 'pg_temp.scratch_household',
  persons: 'pg_temp.scratch_person',
  relatives: 'pg_temp.scratch_relative',
  enrolments: 'pg_temp.scratch_enrolment',
  column: (_subject, fact) => factColumn(fact),
}

/** What holds a fact's value in `fact`, and the column that it becomes. */
export interface ScratchColumn {
  readonly kind: string
  readonly round: string | undefined
  readonly name: RawBuilder<unknown>
  readonly type: 'boolean' | 'bigint' | 'text' | 'date'
  readonly value: 'boolean_value' | 'number_value' | 'text_value' | 'date_from' | 'date_to'
}

const COLUMN = {
  boolean: { type: 'boolean', value: 'boolean_value' },
  number: { type: 'bigint', value: 'number_value' },
  choice: { type: 'text', value: 'text_value' },
} as const

/** A column for each observed fact that a rule of the release reads, by subject; a survey round has its own. */
export function scratchColumns(release: LoadedRelease, subject: FactDefinition['subject']): ScratchColumn[] {
  const { programmes, coverage, facts } = release.definition
  const needed = new Set(programmes.flatMap(({ id }) => [...release.factsNeededBy(id)]))
  if (coverage.disability) for (const { id } of factsOf(coverage.disability)) needed.add(id)
  return facts
    .filter((fact) => needed.has(fact.id) && fact.subject === subject)
    .flatMap(({ id: kind, type, rounds = [undefined] }) =>
      rounds.flatMap((round): ScratchColumn[] => {
        const named = (end?: FactColumn['end']) =>
          sql.raw(factColumn({ id: kind, ...(round !== undefined && { round }), ...(end && { end }) }))
        return type === 'date'
          ? [
              { kind, round, name: named('from'), type: 'date', value: 'date_from' },
              { kind, round, name: named('to'), type: 'date', value: 'date_to' },
            ]
          : [{ kind, round, name: named(), ...COLUMN[type] }]
      }),
    )
}

/** `create temp table …` of all four, and of people before what was observed of them is beside them. */
export function createScratch(columns: {
  readonly household: readonly ScratchColumn[]
  readonly person: readonly ScratchColumn[]
}): RawBuilder<unknown>[] {
  const declared = (list: readonly ScratchColumn[]) =>
    list.length === 0
      ? sql``
      : sql`, ${sql.join(list.map(({ name, type }) => sql`${name} ${sql.raw(type)}`))}`
  const person = sql`id uuid not null, person_id uuid not null, home uuid not null, household_id uuid, presence text, sex text,
    ${sql.raw(factColumn({ id: 'birth_date', end: 'from' }))} date, ${sql.raw(factColumn({ id: 'birth_date', end: 'to' }))} date`
  return [
    sql`create temp table scratch_household (id uuid primary key, operating_area text not null ${declared(columns.household)}) on commit drop`,
    sql`create temp table scratch_seen (${person}) on commit drop`,
    sql`create temp table scratch_person (${person}, primary key (id) ${declared(columns.person)}) on commit drop`,
    sql`create temp table scratch_relative (person_id uuid, relation text, relative_id uuid) on commit drop`,
    sql`create temp table scratch_enrolment (subject uuid, programme text, enrolled boolean, level text) on commit drop`,
  ]
}

/** Before relatives are looked for. */
export const indexPersons: readonly RawBuilder<unknown>[] = [
  sql`create index on scratch_person (person_id)`,
  sql`create index on scratch_person (household_id)`,
  sql`create index on scratch_person (home)`,
]

export const indexScratch: readonly RawBuilder<unknown>[] = [
  sql`create index on scratch_relative (person_id)`,
  sql`create index on scratch_relative (relative_id)`,
  sql`create index on scratch_enrolment (subject)`,
  sql`analyze scratch_household, scratch_person, scratch_relative, scratch_enrolment`,
]
