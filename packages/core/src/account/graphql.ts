import { ofTenant } from '@onewindow/db'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import type { AccountId } from '../ids.ts'
import { relation, table } from '../read/declare.ts'
import { nested, readMany, readOne } from '../read/read.ts'
import { type Actor, areasFor, type Reader } from '../session.ts'
import { grantRole, openAccount, revokeRole } from './service.ts'
import type { AccountRoleTable, AccountTable } from './table.ts'

type AccountRow = Selectable<AccountTable>
type AccountRoleRow = Selectable<AccountRoleTable>

const AccountRef = builder.objectRef<AccountRow>('Account')
const AccountRoleRef = builder.objectRef<AccountRoleRow>('AccountRole')

/** Roles that count, in the areas where this reader may look. */
const standingInReach = (row: string, session: Reader): RawBuilder<unknown> => {
  const areas = areasFor(session.actor, 'account.read')
  const standing = sql`${sql.ref(`${row}.revoked_at`)} is null`
  return areas === 'all'
    ? standing
    : sql`${standing} and ${sql.ref(`${row}.area_id`)} = any(${areas}::text[])`
}

AccountRef.implement({
  description: 'Someone who works with the tenant, known by the identity provider’s subject.',
  extensions: table({ table: 'account', permission: 'account.read', areas: false }),
  fields: (t) => ({
    id: t.exposeID('account_id'),
    name: t.exposeString('name'),
    subject: t.exposeString('subject'),
    disabledAt: t.expose('disabled_at', { type: 'DateTime', nullable: true }),
    roles: t.field({
      type: [AccountRoleRef],
      extensions: relation({
        many: true,
        on: { account_id: 'account_id' },
        where: (row, { session }) => standingInReach(row, session),
        orderBy: ['granted_at'],
      }),
      resolve: (account, _args, _context, info) => nested<AccountRoleRow[]>(account, info),
    }),
  }),
})

AccountRoleRef.implement({
  extensions: table({ table: 'account_role', permission: 'account.read', areas: false }),
  fields: (t) => ({
    id: t.exposeID('account_role_id'),
    role: t.exposeID('role'),
    name: t.string({
      extensions: { pure: true, needs: ['role'] },
      resolve: ({ role }, _args, { texts }) => texts.t(`role.${role}.name`),
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      extensions: { pure: true, needs: ['area_id'] },
      resolve: ({ area_id }, _args, { tenant }) => (area_id === null ? null : tenant.requireArea(area_id)),
    }),
    institution: t.exposeID('institution', { nullable: true }),
    grantedAt: t.expose('granted_at', { type: 'DateTime' }),
  }),
})

const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'The account that asks.',
  extensions: { permission: 'signedIn' },
  fields: (t) => ({
    id: t.exposeID('id'),
    roles: t.stringList({
      resolve: ({ roles }, _args, { texts }) => roles.map((role) => texts.t(`role.${role}.name`)),
    }),
    permissions: t.field({
      type: [ViewerPermissionRef],
      resolve: ({ permissions }) => [...permissions].map(([action, areas]) => ({ action, areas })),
    }),
  }),
})

const ViewerPermissionRef = builder
  .objectRef<{ action: string; areas: 'all' | readonly string[] }>('ViewerPermission')
  .implement({
    extensions: { permission: 'signedIn' },
    fields: (t) => ({
      action: t.exposeString('action'),
      everywhere: t.boolean({ resolve: ({ areas }) => areas === 'all' }),
      areas: t.idList({ resolve: ({ areas }) => (areas === 'all' ? [] : [...areas]) }),
    }),
  })

builder.queryFields((t) => ({
  viewer: t.field({
    type: ViewerRef,
    extensions: { permission: 'signedIn' },
    resolve: (_root, _args, { actor }) => actor,
  }),
  accounts: t.field({
    type: [AccountRef],
    extensions: { permission: 'account.read' },
    resolve: async (_root, _args, context, info) => [
      ...(await context.read((session) =>
        readMany<AccountRow>(session, info, {
          type: 'Account',
          where: (row) =>
            // In an order of its own: which way the planner goes would tell of accounts that are not shown.
            areasFor(session.actor, 'account.read') === 'all'
              ? sql`true order by ${sql.ref(`${row}.account_id`)}`
              : sql`exists (select from account_role r where ${ofTenant(session.tx, 'r')}
                  and r.account_id = ${sql.ref(`${row}.account_id`)} and ${standingInReach('r', session)})
                  order by ${sql.ref(`${row}.account_id`)}`,
        }),
      )),
    ],
  }),
}))

const AccountPayload = builder.objectRef<{ account: AccountId }>('AccountPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    account: t.field({
      type: AccountRef,
      resolve: async ({ account }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<AccountRow>(session, info, {
            type: 'Account',
            where: (alias) => sql`${sql.ref(`${alias}.account_id`)} = ${account}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['account'])
        return row
      },
    }),
  }),
})

const AccountResult = builder.unionType('AccountResult', {
  types: [AccountPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'AccountPayload'),
})

const GrantInputRef = builder.inputType('GrantInput', {
  fields: (t) => ({ role: t.id({ required: true }), area: t.id(), institution: t.id() }),
})
const OpenAccountInput = builder.inputType('OpenAccountInput', {
  fields: (t) => ({
    issuer: t.string({ required: true }),
    subject: t.string({ required: true }),
    name: t.string({ required: true }),
    roles: t.field({ type: [GrantInputRef], required: true }),
  }),
})

builder.mutationFields((t) => ({
  openAccount: t.field({
    type: AccountResult,
    args: { input: t.arg({ type: OpenAccountInput, required: true }) },
    extensions: { permission: 'account.manage' },
    resolve: (_root, { input }, context) =>
      answered(() => context.write((session) => openAccount(session, input), { action: 'account.manage' })),
  }),
  grantRole: t.field({
    type: AccountResult,
    args: { account: t.arg.id({ required: true }), grant: t.arg({ type: GrantInputRef, required: true }) },
    extensions: { permission: 'account.manage' },
    resolve: (_root, { account, grant }, context) =>
      answered(() =>
        context.write((session) => grantRole(session, { account, ...grant }), { action: 'account.manage' }),
      ),
  }),
  revokeRole: t.field({
    type: AccountResult,
    description: 'It stops counting within a minute.',
    args: { role: t.arg.id({ required: true, description: 'Id of the account’s role.' }) },
    extensions: { permission: 'account.manage' },
    resolve: (_root, { role }, context) =>
      answered(() => context.write((session) => revokeRole(session, { role }), { action: 'account.manage' })),
  }),
}))
