import { LIST_KINDS, LISTED_DECISIONS, LISTED_STATES } from '@onewindow/tenant'
import { type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { isId, type ListEntryId } from '../ids.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { wall } from '../read/plan.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { visibleProgrammes } from '../read/visible-programmes.ts'
import { areasFor, type Reader, type Session } from '../session.ts'
import { decideListMatch } from './service.ts'
import {
  CONTENT_COLUMN,
  ENTRY_STATES,
  type EntryContent,
  type EntryState,
  type ListCandidateTable,
  type ListEntryTable,
  type ListTable,
} from './table.ts'

type Report = Readonly<Partial<Record<EntryState, number>>>
type ListRow = Selectable<ListTable> & { readonly report: Report }
type EntryRow = Selectable<ListEntryTable>
type CandidateRow = Selectable<ListCandidateTable>

const ListKindEnum = builder.enumType('ListKind', { values: LIST_KINDS })
const ListStatusEnum = builder.enumType('ListStatus', { values: [...LISTED_STATES, ...LISTED_DECISIONS] })
const EntryStateEnum = builder.enumType('ListEntryState', {
  description:
    'What became of a line. Ambiguous: a person decides. Known: it says what is known already. Outdated: something newer is known. Contradicted: a decision says otherwise, and stands. Unapplied: a decision on what nobody has applied for. Missing: on the list before, and not on this one.',
  values: ENTRY_STATES,
})

/** How many lines became of each kind, in the areas of whoever asks. */
const report = (
  row: string,
  session: Reader,
) => sql`(select coalesce(jsonb_object_agg(state, times), '{}') from (
  select n.state, count(*) as times from list_entry n
  where ${wall(session, 'list.match', 'n')} and n.list_id = ${sql.ref(`${row}.list_id`)}
    and ${visibleProgrammes(session, 'n', ['programme'])}
  group by n.state) as counted)`

const ReportRef = builder.objectRef<ListRow>('ListReport').implement({
  description: 'What became of the lines, counted in the areas of whoever reads it.',
  extensions: { permission: 'inherit' },
  fields: (t) => {
    const count = (description: string, ...states: readonly EntryState[]) =>
      t.int({
        description,
        resolve: ({ report: counts }) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
      })
    return {
      matched: count(
        'It is known whom they are about.',
        'matched',
        'applied',
        'outdated',
        'contradicted',
        'unapplied',
      ),
      applied: count('They said something new.', 'applied'),
      known: count('They say what is known already.', 'known'),
      outdated: count('Something newer is known.', 'outdated'),
      contradicted: count('A decision says otherwise, and stands.', 'contradicted'),
      unapplied: count('A decision on what nobody has applied for.', 'unapplied'),
      ambiguous: count('A person has to say whom they are about.', 'ambiguous'),
      unknown: count('Nobody registered is like them.', 'unknown'),
      missing: count('On the list before, and not on this one.', 'missing'),
      waiting: count('Not looked at yet.', 'staged'),
      refused: t.int({
        nullable: true,
        description: 'Lines that stayed out, in the whole file.',
        resolve: ({ refused }) => refused,
      }),
    }
  },
})

const ListRef = builder.objectRef<ListRow>('InstitutionList').implement({
  description: 'A list that an institution sent, as of a day.',
  extensions: table({ table: 'list', permission: 'list.match', areas: false, computed: { report } }),
  fields: (t) => ({
    id: t.exposeID('list_id'),
    layout: t.exposeString('layout', { description: 'How it is laid out: an id of the tenant’s.' }),
    institution: t.exposeID('institution'),
    kind: t.expose('kind', { type: ListKindEnum }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'The one area that it was given for.',
      extensions: { pure: true, needs: ['area_id'], permission: 'area.read' },
      resolve: ({ area_id }, _args, { tenant }) => (area_id === null ? null : tenant.requireArea(area_id)),
    }),
    asOf: t.expose('as_of', { type: 'Date' }),
    sha256: t.exposeString('sha256', { description: 'Of the file, in hex.' }),
    lines: t.exposeInt('lines', { nullable: true, description: 'Null until all of it is here.' }),
    complete: t.exposeBoolean('complete', {
      description: 'It tells who is missing: it is the whole list, and no line of it was refused.',
    }),
    report: t.field({
      type: ReportRef,
      extensions: { pure: true, needs: ['report', 'refused'] },
      resolve: (row) => row,
    }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime' }),
    recordedBy: t.exposeString('recorded_by'),
    finishedAt: t.expose('finished_at', { type: 'DateTime', nullable: true }),
  }),
})

const CandidateRef = builder.objectRef<CandidateRow>('ListCandidate').implement({
  description: 'Someone whom a line could be about, by name.',
  extensions: table({ table: 'list_candidate', permission: 'list.match', areas: true }),
  fields: (t) => ({
    likeness: t.exposeInt('likeness', {
      description: '100: every name as the register has it, and the village.',
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Null for whoever may not read people.',
      extensions: relation({ many: false, on: { person_id: 'person_id' } }),
      resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
    }),
  }),
})

const EntryRef = builder.objectRef<EntryRow>('ListMatch').implement({
  description: 'A line of a list, and whom it is about.',
  extensions: table({ table: 'list_entry', permission: 'list.match', areas: true }),
  fields: (t) => {
    const said = (key: keyof EntryContent, description: string) =>
      t.string({
        nullable: true,
        description,
        // Whom it is about is read along, for the audit.
        extensions: {
          needs: ['content', 'list_entry_id', 'person_id', 'household_id'],
          permission: 'person.read',
        },
        resolve: ({ content, list_entry_id }, _args, context) =>
          content === null
            ? null
            : (
                JSON.parse(
                  context.decrypt(content, { row: list_entry_id, column: CONTENT_COLUMN }),
                ) as EntryContent
              )[key],
      })
    return {
      id: t.exposeID('list_entry_id'),
      line: t.exposeInt('line', { nullable: true, description: 'Null for someone missing.' }),
      state: t.expose('state', { type: EntryStateEnum }),
      status: t.expose('status', { type: ListStatusEnum }),
      programme: t.field({
        type: ProgrammeRef,
        nullable: true,
        extensions: { pure: true, needs: ['programme'] },
        resolve: ({ programme }, _args, { tenant }) => tenant.programmes.get(programme) ?? null,
      }),
      name: said('name', 'As the list has it.'),
      parentName: said('parentName', 'Father’s or husband’s, as the list has it.'),
      village: said('village', 'As the list has it.'),
      person: t.field({
        type: PersonRef,
        nullable: true,
        description: 'Whom it is about.',
        extensions: relation({ many: false, on: { person_id: 'person_id' } }),
        resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
      }),
      candidates: t.field({
        type: [CandidateRef],
        extensions: relation({
          many: true,
          on: { list_entry_id: 'list_entry_id' },
          orderBy: ['likeness', 'person_id'],
        }),
        resolve: (row, _args, _context, info) => nested<CandidateRow[]>(row, info).toReversed(),
      }),
      reason: t.exposeString('reason', { nullable: true, description: 'Of whoever decided it.' }),
      decidedBy: t.exposeString('decided_by', { nullable: true }),
      decidedAt: t.expose('decided_at', { type: 'DateTime', nullable: true }),
    }
  },
})

const ListConnection = connectionOf('InstitutionList', ListRef)
const EntryConnection = connectionOf('ListMatch', EntryRef)

const named = (column: string, id: string) => (row: string) =>
  isId(id) ? sql`${sql.ref(`${row}.${column}`)} = ${id}` : sql`false`

/** A list is seen by whoever may see a line of it. */
const inReach = (row: string, session: Session) =>
  areasFor(session.actor, 'list.match') === 'all'
    ? sql`true`
    : sql`exists (select from list_entry n where ${wall(session, 'list.match', 'n')}
        and n.list_id = ${sql.ref(`${row}.list_id`)})`

builder.queryFields((t) => ({
  institutionList: t.field({
    type: ListRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    extensions: { permission: 'list.match', verbatim: true },
    resolve: (_root, { id }, context, info) =>
      context.read((session) =>
        readOne<ListRow>(session, info, {
          type: 'InstitutionList',
          where: (row) => sql`${named('list_id', id)(row)} and ${inReach(row, session)}`,
        }),
      ),
  }),
  institutionLists: t.field({
    type: ListConnection,
    description: 'Lists of which a line is in reach, oldest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    extensions: { permission: 'list.match', verbatim: true },
    resolve: (_root, page, context, info) =>
      context.read((session) =>
        readConnection<ListRow>(session, info, {
          type: 'InstitutionList',
          by: ['list_id'],
          page: page as Page,
          where: (row) => inReach(row, session),
        }),
      ),
  }),
  listMatches: t.field({
    type: EntryConnection,
    description: 'Lines of a list in reach, in its order.',
    args: {
      list: t.arg.id({ required: true }),
      state: t.arg({ type: EntryStateEnum }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    extensions: { permission: 'list.match', verbatim: true },
    resolve: (_root, { list, state, ...page }, context, info) =>
      context.read((session) =>
        readConnection<EntryRow>(session, info, {
          type: 'ListMatch',
          by: ['list_entry_id'],
          page: page as Page,
          where: (row) => sql`${named('list_id', list)(row)}
            and ${visibleProgrammes(session, row, ['programme'])}
            ${state == null ? sql`` : sql`and ${sql.ref(`${row}.state`)} = ${state}`}`,
        }),
      ),
  }),
}))

const DecideListMatchInput = builder.inputType('DecideListMatchInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    match: t.id({ required: true }),
    person: t.id({ description: 'One of the candidates; left out where it is none of them.' }),
    reason: t.string({ required: true }),
  }),
})

const ListMatchPayload = builder.objectRef<{ match: ListEntryId }>('ListMatchPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    match: t.field({
      type: EntryRef,
      resolve: async ({ match }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<EntryRow>(session, info, { type: 'ListMatch', where: named('list_entry_id', match) }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['match'])
        return row
      },
    }),
  }),
})

const ListMatchResult = builder.unionType('ListMatchResult', {
  types: [ListMatchPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'ListMatchPayload'),
})

builder.mutationField('decideListMatch', (t) =>
  t.field({
    type: ListMatchResult,
    description: 'A person says whom a line is about, or that it is about none of those it could be about.',
    args: { input: t.arg({ type: DecideListMatchInput, required: true }) },
    extensions: { permission: 'list.match' },
    resolve: (_root, { input }, context) =>
      answered(() => context.write((session) => decideListMatch(session, input), { action: 'list.match' })),
  }),
)
