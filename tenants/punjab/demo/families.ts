import { createTell, definitionOf } from '@onewindow/tenant'
import { punjab } from '../src/index.ts'

const observed = createTell(definitionOf(punjab))
const day = '2023-12-05'
const area = 'PK617'
const tell = (fact: string, value: boolean | number | string) => observed(fact, value, { on: day, area })

const registration = { area, consent: true, confirmNew: true, occurredOn: day, relationships: [] } as const
const head = { key: 'head', parentName: 'Demo', role: 'head', presence: 'resident', enrolments: [] } as const

/** Families of Lahore that never lived, in the shape that registration takes. Their keys stay the same for ever. */
export const families = [
  {
    ...registration,
    idempotencyKey: 'demo-1',
    village: 'Demo Mohalla',
    members: [
      {
        ...head,
        name: 'زرینہ نمونہ',
        sex: 'female',
        birth: { date: '1968-05-10' },
        identifiers: [{ kind: 'cnic', number: '9000000000001' }],
        facts: [
          ...tell('marital_status', 'widowed'),
          ...tell('has_valid_cnic', true),
          ...tell('zakat_help', false),
        ],
      },
    ],
    facts: observed('nser_score', 14.2, { on: '2021-06-01', area, round: '2019-21' }),
  },
  {
    ...registration,
    idempotencyKey: 'demo-2',
    village: 'Demo Mohalla',
    members: [
      {
        ...head,
        name: 'Rafiq Demo',
        sex: 'male',
        birth: { year: 1970 },
        identifiers: [],
        facts: [...tell('employment', 'unable'), ...tell('zakat_help', true)],
      },
    ],
    facts: tell('monthly_income', 6_000),
  },
] as const
