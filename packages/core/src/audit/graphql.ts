import { type Selectable, sql } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { table } from '../read/declare.ts'
import { type Page, readConnection } from '../read/read.ts'
import type { AuditTable } from './table.ts'

type AuditRow = Selectable<AuditTable>

const AuditEntryRef = builder.objectRef<AuditRow>('AuditEntry').implement({
  description: 'Who did or read what about whom. It names fields and codes, never values.',
  extensions: table({ table: 'audit', permission: 'audit.read', areas: false }),
  fields: (t) => ({
    id: t.exposeID('audit_id'),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.exposeString('actor'),
    action: t.exposeString('action'),
    subjects: t.idList({ extensions: { needs: ['subjects'] }, resolve: ({ subjects }) => subjects }),
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
    description: 'Oldest first.',
    args: { first: t.arg.int(), after: t.arg.string(), subject: t.arg.id() },
    extensions: { permission: 'audit.read' },
    resolve: (_root, { subject, ...page }, context, info) =>
      context.read((session) =>
        readConnection<AuditRow>(session, info, {
          type: 'AuditEntry',
          by: ['audit_id'],
          page: page as Page,
          where: (row) =>
            subject == null ? sql`true` : sql`${sql.ref(`${row}.subjects`)} @> array[${subject}]::uuid[]`,
        }),
      ),
  }),
)
