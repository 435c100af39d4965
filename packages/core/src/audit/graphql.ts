import { type RawBuilder, type Selectable, sql } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { isId } from '../ids.ts'
import { table } from '../read/declare.ts'
import { wall } from '../read/plan.ts'
import { type Page, readConnection } from '../read/read.ts'
import { areasFor, type Reader } from '../session.ts'
import type { AuditSealTable, AuditTable } from './table.ts'

type AuditRow = Selectable<AuditTable>
type AuditSealRow = Selectable<AuditSealTable>

/** The people and households of an entry that live where this reader may look. */
const subjectsInReach = (row: string, session: Reader): RawBuilder<unknown> => {
  const subjects = sql.ref(`${row}.subjects`)
  if (areasFor(session.actor, 'audit.read') === 'all') return subjects
  return sql`array(
    select p.person_id from person p where ${wall(session, 'audit.read', 'p')} and p.person_id = any(${subjects})
    union all
    select h.household_id from household h where ${wall(session, 'audit.read', 'h')} and h.household_id = any(${subjects}))`
}

/** Who was taken over from where this reader may look: they are out of reach now, that they left is not. */
const leftFrom = (row: string, session: Reader): RawBuilder<unknown> =>
  sql`(${sql.ref(`${row}.action`)} in ('household.transfer', 'person.transfer')
    and ${sql.ref(`${row}.detail`)} ->> 'from' = any(${areasFor(session.actor, 'audit.read')}::text[]))`

const AuditEntryRef = builder.objectRef<AuditRow>('AuditEntry').implement({
  description: 'Who did or read what about whom. It names fields and codes, never values.',
  extensions: table({
    table: 'audit',
    permission: 'audit.read',
    areas: false,
    computed: { subjects: subjectsInReach },
  }),
  fields: (t) => ({
    id: t.exposeID('audit_id'),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.exposeString('actor'),
    action: t.exposeString('action'),
    subjects: t.expose('subjects', { type: ['ID'] }),
    detail: t.string({
      description: 'As JSON.',
      extensions: { needs: ['detail'] },
      resolve: ({ detail }) => JSON.stringify(detail),
    }),
    requestId: t.exposeString('request_id', { nullable: true }),
  }),
})

const AuditConnection = connectionOf('AuditEntry', AuditEntryRef)

builder.queryField('auditEntries', (t) =>
  t.field({
    type: AuditConnection,
    description:
      'Oldest first. A reader of some areas sees what was done and read of their people and households.',
    args: { first: t.arg.int(), after: t.arg.string(), subject: t.arg.id() },
    extensions: { permission: 'audit.read', verbatim: true },
    resolve: (_root, { subject, ...page }, context, info) =>
      context.read((session) =>
        readConnection<AuditRow>(session, info, {
          type: 'AuditEntry',
          by: ['audit_id'],
          page: page as Page,
          where: (row) => {
            const reach = areasFor(session.actor, 'audit.read') === 'all'
            const seen = reach
              ? sql`true`
              : sql`(cardinality(${subjectsInReach(row, session)}) > 0 or ${leftFrom(row, session)})`
            if (subject == null) return seen
            if (!isId(subject)) return sql`false`
            return sql`${seen} and ${subject} = any(${subjectsInReach(row, session)})`
          },
        }),
      ),
  }),
)

const AuditSealRef = builder.objectRef<AuditSealRow>('AuditSeal').implement({
  description: 'Closes the entries up to `last`: its hash is over them and over the seal before.',
  extensions: table({ table: 'audit_seal', permission: 'audit.read', areas: false }),
  fields: (t) => ({
    number: t.exposeInt('seal'),
    first: t.exposeID('first_audit_id', { description: 'Id of the first entry.' }),
    last: t.exposeID('last_audit_id'),
    entries: t.exposeInt('entries'),
    hash: t.exposeString('hash', { description: 'SHA-256 in hexadecimal.' }),
    sealedAt: t.expose('sealed_at', { type: 'DateTime' }),
  }),
})

const AuditSealConnection = connectionOf('AuditSeal', AuditSealRef)

builder.queryField('auditSeals', (t) =>
  t.field({
    type: AuditSealConnection,
    description: 'The chain over the whole tenant’s audit, from its beginning.',
    args: { first: t.arg.int(), after: t.arg.string() },
    extensions: { permission: 'audit.read', verbatim: true },
    resolve: (_root, page, context, info) =>
      context.read((session) =>
        readConnection<AuditSealRow>(session, info, {
          type: 'AuditSeal',
          by: ['last_audit_id'],
          page: page as Page,
          where: () => sql`true`,
        }),
      ),
  }),
)
