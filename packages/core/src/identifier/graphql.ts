import { displayIdentifier } from '@onewindow/tenant'
import type { Selectable } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { table } from '../read/declare.ts'
import type { IdentifierTable } from './table.ts'

export type IdentifierRow = Selectable<IdentifierTable>

export const IdentifierRef = builder.objectRef<IdentifierRow>('Identifier').implement({
  description: 'A document number, decrypted for this reader.',
  extensions: table({ table: 'identifier', permission: 'identifier.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('identifier_id'),
    kind: t.exposeID('kind'),
    name: t.string({
      extensions: { pure: true, needs: ['kind'] },
      resolve: ({ kind }, _args, { tenant, texts }) => texts.name(tenant.identifiers.get(kind)?.names ?? {}),
    }),
    number: t.string({
      extensions: { needs: ['identifier_id', 'ciphertext', 'kind'] },
      resolve: ({ identifier_id, ciphertext, kind }, _args, { decrypt, tenant }) =>
        displayIdentifier(
          tenant.identifiers.get(kind) ?? {},
          decrypt(ciphertext, { row: identifier_id, column: 'identifier.ciphertext' }),
        ),
    }),
  }),
})

export const IdentifierInputRef = builder.inputType('IdentifierInput', {
  fields: (t) => ({
    kind: t.id({ required: true }),
    number: t.string({ required: true, description: 'In any digits, with or without hyphens.' }),
  }),
})
