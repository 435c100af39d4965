import type { GraphQLResolveInfo } from 'graphql'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { ApplicationRef, type ApplicationRow, visibleApplications } from '../application/graphql.ts'
import { EnrolmentRef, type EnrolmentRow, visibleEnrolments } from '../enrolment/graphql.ts'
import { DomainError } from '../errors.ts'
import { FactRef, type FactRow, notSensitive } from '../fact/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { answered, problemType, RefusalRef, Refused, RegisteredElsewhereRef } from '../graphql/problem.ts'
import { MembershipRef, type MembershipRow } from '../household/graphql.ts'
import { IdentifierInputRef, IdentifierRef, type IdentifierRow } from '../identifier/graphql.ts'
import { FIND, lookUpDocument } from '../identifier/service.ts'
import { isId } from '../ids.ts'
import { relation, standing, table } from '../read/declare.ts'
import { rowsOf, startPlan } from '../read/plan.ts'
import {
  type Connection,
  nested,
  type Page,
  pageSize,
  readCursor,
  readNodes,
  readOne,
  writeCursor,
} from '../read/read.ts'
import { RelationshipRef, type RelationshipRow } from '../relationship/graphql.ts'
import { areasFor, type Session } from '../session.ts'
import { type Found, findPeople, personSearch, RANKS, type Wanted } from './service.ts'
import { BIRTH_PRECISIONS, type PersonTable, SEXES } from './table.ts'

export type PersonRow = Selectable<PersonTable>

export const PersonRef = builder.objectRef<PersonRow>('Person')
export const SexEnum = builder.enumType('Sex', { values: SEXES })
const BirthPrecisionEnum = builder.enumType('BirthPrecision', { values: BIRTH_PRECISIONS })

export const BirthInputRef = builder.inputType('BirthInput', {
  description: 'The day, the year, or about how old someone is: one of them, or none where nobody knows.',
  fields: (t) => ({ date: t.field({ type: 'Date' }), year: t.int(), estimatedAge: t.int() }),
})

const BirthRef = builder.objectRef<PersonRow>('Birth').implement({
  description: 'First and last possible day of birth.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    from: t.expose('birth_from', { type: 'Date', nullable: true }),
    to: t.expose('birth_to', { type: 'Date', nullable: true }),
    precision: t.expose('birth_precision', { type: BirthPrecisionEnum }),
  }),
})

const READ = table({
  table: 'person',
  permission: 'person.read',
  areas: true,
  household: (
    row,
  ) => sql`(select household_id from membership where tenant_id = ${sql.ref(`${row}.tenant_id`)}
      and person_id = ${sql.ref(`${row}.person_id`)} and recorded_to = 'infinity')`,
})

PersonRef.implement({
  extensions: READ,
  fields: (t) => ({
    id: t.exposeID('person_id'),
    name: t.exposeString('name'),
    parentName: t.exposeString('parent_name', { nullable: true, description: 'Father’s or husband’s name.' }),
    sex: t.expose('sex', { type: SexEnum }),
    birth: t.field({
      type: BirthRef,
      extensions: { embedded: true },
      resolve: (person) => person,
    }),
    diedOn: t.expose('died_on', { type: 'Date', nullable: true }),
    memberships: t.field({
      type: [MembershipRef],
      description: 'Where the person lives or lived, within this reader’s reach: from here to the household.',
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: standing,
        orderBy: ['valid_from', 'membership_id'],
      }),
      resolve: (person, _args, _context, info) => nested<MembershipRow[]>(person, info),
    }),
    identifiers: t.field({
      type: [IdentifierRef],
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: standing,
        orderBy: ['recorded_at'],
      }),
      resolve: (person, _args, _context, info) => nested<IdentifierRow[]>(person, info),
    }),
    facts: t.field({
      type: [FactRef],
      description: 'Observations that stand. Sensitive ones are in no list.',
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: notSensitive,
        orderBy: ['kind', 'observed_on'],
      }),
      resolve: (person, _args, _context, info) => nested<FactRow[]>(person, info),
    }),
    relationships: t.field({
      type: [RelationshipRef],
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: standing,
        orderBy: ['relationship_id'],
      }),
      resolve: (person, _args, _context, info) => nested<RelationshipRow[]>(person, info),
    }),
    enrolments: t.field({
      type: [EnrolmentRef],
      description: 'All that is known, with its history; with `current` only what counts now.',
      args: { current: t.arg.boolean() },
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: visibleEnrolments,
        orderBy: ['programme', 'valid_from', 'recorded_from'],
      }),
      resolve: (person, _args, _context, info) => nested<EnrolmentRow[]>(person, info),
    }),
    applications: t.field({
      type: [ApplicationRef],
      description: 'In the person’s own name.',
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: visibleApplications,
        orderBy: ['application_id'],
      }),
      resolve: (person, _args, _context, info) => nested<ApplicationRow[]>(person, info),
    }),
  }),
})

const PersonConnection = connectionOf('Person', PersonRef)

const FoundPerson = builder.objectRef<{ person: string }>('FoundPerson').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    person: t.field({
      type: PersonRef,
      resolve: async ({ person }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<PersonRow>(session, info, {
            type: 'Person',
            where: (alias) => sql`${sql.ref(`${alias}.person_id`)} = ${person}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['document'])
        return row
      },
    }),
  }),
})

const DocumentResult = builder.unionType('FindByDocumentResult', {
  types: [FoundPerson, RegisteredElsewhereRef, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? problemType(value) : 'FoundPerson'),
})

builder.queryFields((t) => ({
  personByDocument: t.field({
    type: DocumentResult,
    nullable: true,
    description: 'Who holds exactly this document; null where nobody does. Every question is audited.',
    args: { document: t.arg({ type: IdentifierInputRef, required: true }) },
    extensions: { permission: 'person.read' },
    resolve: async (_root, { document }, context) => {
      const found = await answered(async () => {
        const found = await context.audited(FIND, (earlier) =>
          context.read((session) =>
            lookUpDocument(session, document, {
              areas: areasFor(session.actor, 'person.read'),
              earlier,
            }),
          ),
        )
        if (found === 'elsewhere') throw new DomainError('REGISTERED_ELSEWHERE', ['document'])
        return { person: found === 'nowhere' ? null : found.person }
      })
      if (found instanceof Refused) return found
      return found.person === null ? null : { person: found.person }
    },
  }),
  people: t.field({
    type: PersonConnection,
    description:
      'People whose names hold all that is asked for, in any of the spellings of Urdu, Pashto and Latin script, and in Khmer with or without spaces; who fits best comes first. Two years on either side of the year of birth are near, and come after it. Where nobody is found, one word may be a letter off; where still nobody is, one of several words of a name may be missing. Give a name or a village at least. Of a very common name a page may be short, or empty, and others follow.',
    args: {
      name: t.arg.string(),
      parentName: t.arg.string(),
      village: t.arg.string(),
      birthYear: t.arg.int(),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    extensions: { permission: 'person.read' },
    resolve: (_root, { first, after, ...query }, context, info) => {
      const wanted = personSearch(query)
      return context.read((session) => readFound(session, info, { wanted, page: { first, after } }))
    },
  }),
}))

/** Who was found, in the order of how well they fit, with everything that the request selects on them. */
async function readFound(
  session: Session,
  info: GraphQLResolveInfo,
  { wanted, page }: { readonly wanted: Wanted; readonly page: Page },
): Promise<Connection<PersonRow>> {
  const { people, next } = await findPeople(session.tx, wanted, {
    areas: areasFor(session.actor, 'person.read'),
    visible: session.actor.institution === undefined ? undefined : visibleTo(session, info),
    after: page.after ? placeOf(page.after) : undefined,
    limit: pageSize(page),
  })
  const ids = people.map(({ person }) => person)
  const rows =
    ids.length === 0
      ? []
      : await readNodes<PersonRow>(session, info, {
          type: 'Person',
          where: (row) => sql`${sql.ref(`${row}.person_id`)} = any(${ids}::uuid[])`,
        })
  const byId = new Map(rows.map((row) => [row.person_id, row]))
  return {
    edges: people.flatMap((found) => {
      const node = byId.get(found.person)
      return node ? [{ cursor: cursorOf(found), node }] : []
    }),
    pageInfo: { hasNextPage: next !== undefined, endCursor: endOf(next ?? people.at(-1)) },
  }
}

const cursorOf = ({ rank, area, person }: Found): string => writeCursor([rank, area, person])
const endOf = (last: Found | undefined): string | null => (last ? cursorOf(last) : null)

function placeOf(cursor: string): Found {
  const [rank, area, person] = readCursor(cursor, 3, (key, place) =>
    place === 0 ? RANKS.some((rank) => rank === key) : place === 1 || isId(key),
  )
  return { rank, area, person } as Found // checked above
}

/** An institution's officer finds no one whom they may not see. */
const visibleTo = (session: Session, info: GraphQLResolveInfo) => (person: RawBuilder<unknown>) =>
  sql`exists (select ${rowsOf(startPlan(session, info), READ.read, 'shown')} and shown.person_id = ${person} offset 0)`
