import type { Institution, Office } from '@onewindow/tenant'
import { AreaRef } from '../area/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { EvidenceEnum } from '../graphql/evidence.ts'

export const InstitutionRef = builder.objectRef<Institution>('Institution')
export const OfficeRef = builder.objectRef<Office>('Office')

InstitutionRef.implement({
  description: 'Who runs programmes, or can help with a paper.',
  extensions: { permission: 'programme.read' },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({ resolve: ({ names }, _args, { texts }) => texts.name(names) }),
    helpline: t.string({ nullable: true, resolve: ({ helpline }) => helpline ?? null }),
    offices: t.field({ type: [OfficeRef], resolve: ({ offices = [] }) => [...offices] }),
    evidence: t.expose('evidence', { type: EvidenceEnum }),
    source: t.exposeString('source'),
  }),
})

OfficeRef.implement({
  description: 'A node of the institution’s own office tree.',
  extensions: { permission: 'programme.read' },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({ resolve: ({ names }, _args, { texts }) => texts.name(names) }),
    kind: t.exposeString('kind'),
    areas: t.field({
      type: [AreaRef],
      resolve: ({ areas }, _args, { tenant }) => areas.map((id) => tenant.requireArea(id)),
    }),
    evidence: t.expose('evidence', { type: EvidenceEnum }),
  }),
})

builder.queryFields((t) => ({
  institutions: t.field({
    type: [InstitutionRef],
    extensions: { permission: 'programme.read' },
    resolve: (_root, _args, { tenant }) => [...tenant.definition.institutions],
  }),
}))
