import { booleanFact, numberFact, type Overlap, unit } from '@onewindow/rules'
import type { Definition, Programme } from '@onewindow/tenant'
import {
  type FictionalTenant,
  member,
  registered,
  riverland,
  type ShownHousehold,
  type SignedIn,
} from '../testing/index.ts'

const source = 'Town Bulletin'
const [grant] = riverland.definition.programmes
if (!grant) throw new Error('riverland has programmes')

const overlap = (id: string, programmes: readonly string[], more: Partial<Overlap> = {}): Overlap => ({
  id,
  programmes,
  among: 'household',
  effect: 'stop',
  evidence: 'V',
  source,
  ...more,
})

const programme = (id: string, more: Partial<Programme> = {}): Programme => ({
  ...grant,
  id,
  criteria: [{ id: 'widow', rule: booleanFact(unit, 'certified'), evidence: 'V', source }],
  ...more,
})

/** Riverland with programmes that bar each other, warn of each other, or are given once in a house. */
const definition: Definition = {
  ...riverland.definition,
  programmes: [
    ...riverland.definition.programmes,
    programme('fuel', { overlaps: [overlap('no-rent', ['rent'])] }),
    programme('rent', { overlaps: [overlap('no-fuel', ['fuel'])] }),
    programme('bread', { overlaps: [overlap('one-per-house', ['bread'])] }),
    programme('shoes', { overlaps: [overlap('has-fuel', ['fuel'], { effect: 'warn' })] }),
    programme('ranked', {
      ranking: { by: numberFact('household', 'income', 2), order: 'ascending', evidence: 'V', source },
    }),
    programme('desk', { route: 'registry_desk' }),
    programme('over', { to: '2020-01-01' }),
  ],
}

export const town: FictionalTenant = { ...riverland, definition }

export interface Answered {
  readonly __typename: string
  readonly code?: string
  readonly path?: readonly string[]
  readonly overlaps?: readonly { readonly programme: { readonly id: string }; readonly stops: boolean }[]
  readonly application?: Shown
  readonly enrolment?: { readonly id: string; readonly state: string }
  readonly filled?: number
  readonly barred?: number
}

export interface Shown {
  readonly id: string
  readonly state: string
  readonly step: string
  readonly outcome: string | null
  readonly release: string
  readonly moves: readonly {
    readonly state: string
    readonly reason: string | null
    readonly on: string
    readonly recordedAt: string
    readonly by: string
    readonly release: string
    readonly acknowledgement: string | null
    readonly overlaps: readonly { readonly programme: { readonly id: string } }[]
  }[]
  readonly recordedDecisions: readonly {
    readonly id: string
    readonly state: string
    readonly number: string
  }[]
}

export const APPLICATION = `id state step outcome release
  moves { state reason on recordedAt by release acknowledgement overlaps { programme { id } } }
  recordedDecisions { id state number }`

const PAYLOADS: Readonly<Record<string, string>> = {
  ApplicationResult: `... on ApplicationPayload { application { ${APPLICATION} } } ... on OverlapsFound { overlaps { stops programme { id } } }`,
  EnrolmentResult: '... on EnrolmentPayload { enrolment { id state } }',
  QuotaResult: '',
  FillResult: '... on FillPayload { filled barred }',
}

let keys = 0

/** Calls a mutation of this slice's, with a key of its own where none is given. */
export async function call(
  who: SignedIn,
  mutation: string,
  input: object,
  result = 'ApplicationResult',
): Promise<Answered> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await who.graphql<{ answer: Answered } | null>(
    `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) {
       __typename ... on Problem { code path } ${PAYLOADS[result]} } }`,
    { input: { idempotencyKey: `call ${++keys}`, ...input } },
  )
  if (!data) throw new Error(`${mutation}: ${JSON.stringify(errors)}`)
  return data.answer
}

/** The application after a change that must succeed. */
export async function moved(who: SignedIn, mutation: string, input: object): Promise<Shown> {
  const { application, ...answer } = await call(who, mutation, input)
  if (!application) throw new Error(`${mutation}: ${JSON.stringify(answer)}`)
  return application
}

let families = 0

/** A family of a mother and a child, with the mother's id. */
export async function newFamily(
  clerk: SignedIn,
  area = 'R1',
): Promise<{ readonly family: ShownHousehold; readonly mother: string; readonly child: string }> {
  const family = await registered(clerk, town.family(500_000 + ++families, area))
  return { family, mother: member(family, 0).person.id, child: member(family, 1).person.id }
}

/** The mother's application of 1 February 2024. */
export const applied = (
  clerk: SignedIn,
  { family, mother }: { readonly family: ShownHousehold; readonly mother: string },
  programme: string,
  more: object = {},
): Promise<Shown> =>
  moved(clerk, 'apply', {
    household: family.id,
    person: mother,
    programme,
    consent: true,
    occurredOn: '2024-02-01',
    ...more,
  })

export const approval = (application: string, on = '2024-02-10') => ({
  application,
  decision: 'approved',
  on,
})
