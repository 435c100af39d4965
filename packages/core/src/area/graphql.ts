import { type Area, existsOn, type Window } from '@onewindow/tenant'
import { checkDay } from '../dates.ts'
import { builder } from '../graphql/builder.ts'
import { EvidenceEnum } from '../graphql/evidence.ts'
import { today } from '../session.ts'

/** Areas are read from the release: they are the same for every reader and cost no SQL. */
export const AreaRef = builder.objectRef<Area>('Area')

AreaRef.implement({
  description: 'A node of the tenant’s administrative tree.',
  extensions: { permission: 'area.read' },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Official code.' }),
    level: t.exposeString('level'),
    type: t.string({
      nullable: true,
      resolve: ({ type }) => type ?? null,
      description: 'What it calls itself, where one level has several kinds.',
    }),
    name: t.string({ resolve: ({ names }, _args, { texts }) => texts.name(names) }),
    parent: t.field({
      type: AreaRef,
      nullable: true,
      resolve: ({ parent }, _args, { tenant }) => (parent === undefined ? null : tenant.requireArea(parent)),
    }),
    from: t.field({ type: 'Date', nullable: true, resolve: ({ from }) => from ?? null }),
    to: t.field({
      type: 'Date',
      nullable: true,
      resolve: ({ to }) => to ?? null,
      description: 'First day it no longer exists.',
    }),
    predecessors: t.field({
      type: [AreaRef],
      resolve: ({ predecessors = [] }, _args, { tenant }) => predecessors.map((id) => tenant.requireArea(id)),
    }),
    populations: t.field({ type: [PopulationRef], resolve: ({ populations = [] }) => [...populations] }),
    windows: t.field({
      type: [WindowRef],
      resolve: ({ id }, _args, { tenant }) => tenant.definition.windows.filter(({ area }) => area === id),
    }),
  }),
})

const PopulationRef = builder.objectRef<NonNullable<Area['populations']>[number]>('Population').implement({
  extensions: { permission: 'area.read' },
  fields: (t) => ({
    year: t.exposeInt('year'),
    value: t.exposeInt('value'),
    evidence: t.expose('evidence', { type: EvidenceEnum }),
    source: t.exposeString('source'),
  }),
})

const WindowRef = builder.objectRef<Window>('Window').implement({
  description: 'A one-stop office in an operating area.',
  extensions: { permission: 'area.read' },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({ resolve: ({ names }, _args, { texts }) => texts.name(names) }),
    from: t.expose('from', { type: 'Date' }),
  }),
})

builder.queryFields((t) => ({
  areas: t.field({
    type: [AreaRef],
    description: 'Areas that exist on a day, today without one.',
    args: { level: t.arg.string(), on: t.arg({ type: 'Date' }) },
    extensions: { permission: 'area.read' },
    resolve: (_root, { level, on }, { tenant, now }) => {
      const day = on ?? today({ now, tenant })
      checkDay(day, ['on'])
      return tenant.definition.areas.filter(
        (area) => (level == null || area.level === level) && existsOn(area, day),
      )
    },
  }),
}))
