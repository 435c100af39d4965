import { type Selectable, sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { HouseholdRef, type HouseholdRow } from '../household/graphql.ts'
import type { ConflictId } from '../ids.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { areasFor, type Session } from '../session.ts'
import { declareConflict, endConflict } from './service.ts'
import { CONFLICT_RELATIONS, type ConflictOfInterestTable } from './table.ts'

type ConflictRow = Selectable<ConflictOfInterestTable>

const RelationEnum = builder.enumType('ConflictRelation', { values: CONFLICT_RELATIONS })

/** An account sees what it has declared; whoever ends conflicts, those of their areas. */
const visible = (row: string, { actor }: Session) => {
  const areas = areasFor(actor, 'conflict.manage')
  if (areas === 'all') return sql`true`
  return sql`(${sql.ref(`${row}.account`)} = ${actor.id} or ${sql.ref(`${row}.operating_area`)} = any(${areas}::text[]))`
}

const ConflictRef = builder.objectRef<ConflictRow>('ConflictOfInterest').implement({
  description:
    'What an account has declared that it is to a household or person besides its clerk. While it holds, the account decides, confirms and checks nothing about that household.',
  extensions: table({ table: 'conflict_of_interest', permission: 'conflict.declare', areas: true }),
  fields: (t) => ({
    id: t.exposeID('conflict_id'),
    account: t.exposeID('account', { description: 'Who declared it, of itself.' }),
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      extensions: relation({ many: false, on: { household_id: 'household_id' } }),
      resolve: (row, _args, _context, info) => nested<HouseholdRow | null>(row, info),
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Where it is one person’s: it follows them into another household.',
      extensions: relation({ many: false, on: { person_id: 'person_id' } }),
      resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
    }),
    relation: t.expose('relation', { type: RelationEnum }),
    reason: t.exposeString('reason'),
    from: t.expose('valid_from', { type: 'Date' }),
    to: t.expose('valid_to', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds.',
    }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime' }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true }),
    endedBy: t.exposeID('ended_by', { nullable: true }),
    endedReason: t.exposeString('ended_reason', { nullable: true }),
  }),
})

const ConflictConnection = connectionOf('ConflictOfInterest', ConflictRef)

builder.queryField('conflicts', (t) =>
  t.field({
    type: ConflictConnection,
    description:
      'Those the account has declared, and for whoever ends conflicts all of their areas; oldest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    extensions: { permission: 'conflict.declare', verbatim: true },
    resolve: (_root, page, context, info) =>
      context.read((session) =>
        readConnection<ConflictRow>(session, info, {
          type: 'ConflictOfInterest',
          by: ['conflict_id'],
          page: page as Page,
          where: (row) => visible(row, session),
        }),
      ),
  }),
)

const ConflictPayload = builder.objectRef<{ conflict: ConflictId }>('ConflictPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    conflict: t.field({
      type: ConflictRef,
      resolve: async ({ conflict }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<ConflictRow>(session, info, {
            type: 'ConflictOfInterest',
            where: (alias) =>
              sql`${sql.ref(`${alias}.conflict_id`)} = ${conflict} and ${visible(alias, session)}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['conflict'])
        return row
      },
    }),
  }),
})

const ConflictResult = builder.unionType('ConflictResult', {
  types: [ConflictPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'ConflictPayload'),
})

const DeclareConflictInput = builder.inputType('DeclareConflictInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    household: t.id({ required: true }),
    person: t.id({ description: 'One member, whom it then follows.' }),
    relation: t.field({ type: RelationEnum, required: true }),
    reason: t.string({ required: true }),
    from: t.field({ type: 'Date', description: 'Today without one.' }),
    to: t.field({ type: 'Date', description: 'First day on which it no longer holds.' }),
  }),
})

const EndConflictInput = builder.inputType('EndConflictInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    conflict: t.id({ required: true }),
    reason: t.string({ required: true }),
  }),
})

const change = (context: Context, use: (session: Session) => Promise<{ readonly conflict: ConflictId }>) =>
  answered(() => context.write(use, { action: 'conflict.declare' }))

builder.mutationFields((t) => ({
  declareConflict: t.field({
    type: ConflictResult,
    description: 'The account says what it is to a family besides its clerk.',
    args: { input: t.arg({ type: DeclareConflictInput, required: true }) },
    extensions: { permission: 'conflict.declare' },
    resolve: (_root, { input }, context) => change(context, (session) => declareConflict(session, input)),
  }),
  endConflict: t.field({
    type: ConflictResult,
    description:
      'Ends a conflict of interest: an officer, or the account itself while no application of the family is open.',
    args: { input: t.arg({ type: EndConflictInput, required: true }) },
    extensions: { permission: 'conflict.declare' },
    resolve: (_root, { input }, context) => change(context, (session) => endConflict(session, input)),
  }),
}))
