import { CONTINGENCIES, GUARANTEES, type Programme, ROUTES } from '@onewindow/tenant'
import { builder } from '../graphql/builder.ts'
import { EvidenceEnum } from '../graphql/evidence.ts'
import { InstitutionRef } from '../institution/graphql.ts'

export const ProgrammeRef = builder.objectRef<Programme>('Programme')

export const RouteEnum = builder.enumType('Route', {
  description: 'How a programme takes someone in.',
  values: ROUTES,
})
const GuaranteeEnum = builder.enumType('Guarantee', {
  description: 'ILO Recommendation 202, paragraph 5.',
  values: GUARANTEES,
})
const ContingencyEnum = builder.enumType('Contingency', {
  description: 'ILO Convention 102, parts II to X.',
  values: CONTINGENCIES,
})

ProgrammeRef.implement({
  extensions: { permission: 'programme.read' },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({ resolve: ({ id }, _args, { texts }) => texts.t(`programme.${id}.name`) }),
    for: t.string({
      description: 'Who it is for, in words.',
      resolve: ({ id }, _args, { texts }) => texts.t(`programme.${id}.candidate`),
    }),
    channel: t.string({
      description: 'How money or service reaches the family.',
      resolve: ({ id }, _args, { texts }) => texts.t(`programme.${id}.channel`),
    }),
    institution: t.field({
      type: InstitutionRef,
      resolve: ({ institution }, _args, { tenant }) => tenant.requireInstitution(institution),
    }),
    route: t.expose('route', { type: RouteEnum }),
    contributory: t.exposeBoolean('contributory'),
    legalBasis: t.string({ nullable: true, resolve: ({ legalBasis }) => legalBasis?.text ?? null }),
    legalEvidence: t.field({
      type: EvidenceEnum,
      nullable: true,
      resolve: ({ legalBasis }) => legalBasis?.evidence ?? null,
    }),
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day in force; null where it was not found.',
      resolve: ({ from }) => from ?? null,
    }),
    to: t.field({ type: 'Date', nullable: true, resolve: ({ to }) => to ?? null }),
    documents: t.stringList({
      resolve: ({ documents }, _args, { texts }) => documents.map((id) => texts.t(`document.${id}.name`)),
    }),
    guarantees: t.field({ type: [GuaranteeEnum], resolve: ({ guarantees }) => [...guarantees] }),
    contingencies: t.field({ type: [ContingencyEnum], resolve: ({ contingencies }) => [...contingencies] }),
    notFound: t.stringList({
      description: 'What no source says, so that nobody takes silence for a no.',
      resolve: ({ id, notFound = [] }, _args, { texts }) =>
        notFound.map((key) => texts.t(`programme.${id}.notFound.${key}`)),
    }),
    sources: t.stringList({ resolve: ({ sources }) => [...sources] }),
  }),
})

builder.queryFields((t) => ({
  programmes: t.field({
    type: [ProgrammeRef],
    extensions: { permission: 'programme.read' },
    resolve: (_root, _args, { tenant, actor }) =>
      tenant.definition.programmes.filter(
        ({ institution }) => actor.institution === undefined || institution === actor.institution,
      ),
  }),
}))
