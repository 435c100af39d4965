import type { Overlap } from '@onewindow/rules'
import type { Definition, ListLayout } from '@onewindow/tenant'
import { town } from '../application/town.fixture.ts'

const layout = (id: string, more: Partial<ListLayout>): ListLayout => ({
  id,
  institution: 'agency',
  kind: 'enrolments',
  programme: {
    headers: ['Scheme'],
    codes: { F: 'fuel', R: 'rent', B: 'bread', S: 'shoes', H: 'relief' },
  },
  documents: [{ kind: 'card', headers: ['Card'] }],
  columns: { name: ['Name'], amount: { headers: ['Paid'], period: 'quarter' } },
  evidence: 'G',
  source: 'made up',
  ...more,
})

const rule = { effect: 'warn', evidence: 'V', source: 'made up' } as const
/** Rules about oneself, and about wife and husband. */
const more: Readonly<Record<string, readonly Overlap[]>> = {
  bread: [{ ...rule, id: 'own-shoes', programmes: ['shoes'], among: 'unit' }],
  shoes: [{ ...rule, id: 'couple-fuel', programmes: ['fuel'], among: 'couple' }],
}

/** The town, whose agency sends lists: all it pays, what one county pays, and what it decided. */
export const county: Definition = {
  ...town.definition,
  programmes: town.definition.programmes.map((programme) => ({
    ...programme,
    overlaps: [...(programme.overlaps ?? []), ...(more[programme.id] ?? [])],
  })),
  lists: [
    layout('roll', { complete: 'tenant' }),
    layout('county-roll', { complete: 'area' }),
    layout('part', {}),
    layout('decisions', { kind: 'decisions' }),
  ],
}
