import { createTell, definitionOf } from '@onewindow/tenant'
import { tenant } from '../src/index.ts'

const observed = createTell(definitionOf(tenant))
const day = '2023-03-01'
const area = 'AL11'
const tell = (fact: string, value: boolean | number | string, on = day, round?: string) =>
  observed(fact, value, { on, area, ...(round !== undefined && { round }) })

const person = { parentName: 'Demo', presence: 'resident', identifiers: [], enrolments: [] } as const
const registration = {
  area,
  village: 'Demo Street',
  consent: true,
  confirmNew: true,
  occurredOn: day,
} as const

/** Families that never lived, in the shape that registration takes. Their keys stay the same for ever. */
export const families = [
  {
    ...registration,
    idempotencyKey: 'demo-1',
    members: [
      {
        ...person,
        key: 'mother',
        name: 'Mara Demo',
        sex: 'female',
        birth: { date: '1994-04-02' },
        role: 'head',
        identifiers: [{ kind: 'citizen-card', number: '900000001' }],
        facts: [...tell('work', 'looking_for_work'), ...tell('has_card', true)],
      },
      {
        ...person,
        key: 'boy',
        name: 'Tomas Demo',
        sex: 'male',
        birth: { date: '2015-02-10' },
        role: 'child',
        facts: tell('at_school', true),
      },
      {
        ...person,
        key: 'baby',
        name: 'Ines Demo',
        sex: 'female',
        birth: { date: '2021-09-30' },
        role: 'child',
        facts: [],
      },
    ],
    relationships: [
      { person: 'boy', relation: 'mother', relative: 'mother' },
      { person: 'baby', relation: 'mother', relative: 'mother' },
    ],
    facts: [...tell('poverty_score', 32.5, '2022-09-01', '2022'), ...tell('tap_at_home', false)],
  },
  {
    ...registration,
    idempotencyKey: 'demo-2',
    members: [
      {
        ...person,
        key: 'man',
        name: 'Anton Demo',
        sex: 'male',
        birth: { year: 1956 },
        role: 'head',
        facts: tell('has_card', false),
      },
    ],
    relationships: [],
    facts: [],
  },
  {
    ...registration,
    idempotencyKey: 'demo-3',
    members: [
      {
        ...person,
        key: 'woman',
        name: 'Nora Demo',
        sex: 'female',
        birth: { estimatedAge: 43 },
        role: 'head',
        identifiers: [{ kind: 'citizen-card', number: '900000002' }],
        facts: [...tell('disability', true), ...tell('need_certificate', '2023-02-01', '2023-02-01')],
      },
    ],
    relationships: [],
    facts: tell('monthly_income', 80),
  },
] as const
