import type { FactDefinition } from '@onewindow/tenant'
import { type Selectable, sql } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { InstitutionRef } from '../institution/graphql.ts'
import { type RelationScope, standing, table } from '../read/declare.ts'
import { FACT_SOURCES, type FactTable } from './table.ts'
import { factText } from './text.ts'

export type FactRow = Selectable<FactTable>

const FactSourceEnum = builder.enumType('FactSource', { values: FACT_SOURCES })
const FactTypeEnum = builder.enumType('FactType', {
  values: ['boolean', 'number', 'date', 'choice'] as const,
})

/** Facts that stand, without the sensitive kinds: those are in no list. */
export const notSensitive = (row: string, { session }: RelationScope) => {
  // A kind that the release no longer has may have been sensitive.
  const shown = [...session.tenant.facts.values()].filter(({ sensitive }) => !sensitive).map(({ id }) => id)
  return sql`${standing(row)} and ${sql.ref(`${row}.kind`)} = any(${shown}::text[])`
}

export const FactRef = builder.objectRef<FactRow>('Fact').implement({
  description: 'An observation about a person or household.',
  extensions: table({ table: 'fact', permission: 'fact.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('fact_id'),
    kind: t.exposeID('kind'),
    label: t.string({
      extensions: { pure: true, needs: ['kind'] },
      resolve: ({ kind }, _args, { texts }) => texts.t(`fact.${kind}.label`),
    }),
    text: t.string({
      description: 'The value in words, in the reader’s language.',
      extensions: {
        pure: true,
        needs: ['kind', 'boolean_value', 'number_value', 'text_value', 'date_from', 'date_to'],
      },
      resolve: (row, _args, { tenant, texts }) =>
        factText(
          tenant.facts.get(row.kind),
          row.boolean_value ??
            row.number_value ??
            row.text_value ?? { from: row.date_from ?? '', to: row.date_to ?? '' },
          texts,
        ),
    }),
    round: t.exposeString('round', { nullable: true }),
    observedOn: t.expose('observed_on', { type: 'Date' }),
    source: t.expose('source', { type: FactSourceEnum }),
    issuer: t.exposeString('issuer', { nullable: true }),
    recordedAt: t.expose('recorded_from', { type: 'DateTime' }),
  }),
})

const FactKindRef = builder.objectRef<FactDefinition>('FactKind').implement({
  description: 'What can be observed: the window’s forms are made from these.',
  extensions: { permission: 'programme.read' },
  fields: (t) => ({
    id: t.exposeID('id'),
    subject: t.string({ resolve: ({ subject }) => subject }),
    type: t.expose('type', { type: FactTypeEnum }),
    label: t.string({ resolve: ({ id }, _args, { texts }) => texts.t(`fact.${id}.label`) }),
    question: t.string({ resolve: ({ id }, _args, { texts }) => texts.t(`fact.${id}.question`) }),
    options: t.field({
      type: [FactOptionRef],
      resolve: ({ id, options = [] }) => options.map((option) => ({ fact: id, option })),
    }),
    scale: t.int({ description: 'Digits after the point, for a number.', resolve: ({ scale = 0 }) => scale }),
    rounds: t.stringList({ resolve: ({ rounds = [] }) => [...rounds] }),
    givenBy: t.field({
      type: InstitutionRef,
      nullable: true,
      resolve: ({ givenBy }, _args, { tenant }) =>
        givenBy === undefined ? null : tenant.requireInstitution(givenBy),
    }),
    sensitive: t.boolean({
      description: 'Asked only for a programme that the family chose and that needs it.',
      resolve: ({ sensitive = false }) => sensitive,
    }),
  }),
})

const FactOptionRef = builder.objectRef<{ fact: string; option: string }>('FactOption').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.id({ resolve: ({ option }) => option }),
    label: t.string({
      resolve: ({ fact, option }, _args, { texts }) => texts.t(`fact.${fact}.option.${option}`),
    }),
  }),
})

export const FactInputRef = builder.inputType('FactInput', {
  description: 'One observation: exactly one of boolean, number, choice, date and year.',
  fields: (t) => ({
    fact: t.id({ required: true }),
    boolean: t.boolean(),
    number: t.string({ description: 'Decimal text, in any digits.' }),
    choice: t.string(),
    date: t.field({ type: 'Date' }),
    year: t.int(),
    round: t.string({ description: 'Survey round, for a score.' }),
    observedOn: t.field({ type: 'Date' }),
    source: t.field({ type: FactSourceEnum, required: true }),
    issuer: t.id({ description: 'Committee, for a certificate.' }),
    programme: t.id({ description: 'The chosen programme, for a sensitive fact.' }),
  }),
})

export const HouseholdFactInputRef = builder.inputType('HouseholdFactInput', {
  description: 'An observation of a member, or of the household where no person is named.',
  fields: (t) => ({
    person: t.id(),
    fact: t.id({ required: true }),
    boolean: t.boolean(),
    number: t.string(),
    choice: t.string(),
    date: t.field({ type: 'Date' }),
    year: t.int(),
    round: t.string(),
    observedOn: t.field({ type: 'Date' }),
    source: t.field({ type: FactSourceEnum, required: true }),
    issuer: t.id(),
    programme: t.id(),
  }),
})

builder.queryFields((t) => ({
  factKinds: t.field({
    type: [FactKindRef],
    extensions: { permission: 'programme.read' },
    resolve: (_root, _args, { tenant }) => [...tenant.definition.facts],
  }),
}))
