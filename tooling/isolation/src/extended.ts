import { followUp } from '@onewindow/example-follow-up'
import { schoolAttendance } from '@onewindow/example-school-attendance'
import { type Definition, defineTenant, definitionOf } from '@onewindow/tenant'
import type { IsolationCases } from '@onewindow/testkit'

export const EXTENSIONS = [followUp, schoolAttendance]

/** The tenant with both extensions, whose actions whoever registers families has. */
export const extended = (definition: Definition): Definition =>
  definitionOf(
    defineTenant(
      {
        id: `${definition.id}-extended`,
        extends: [definition],
        extensions: EXTENSIONS.map(({ name }) => name),
        roles: definition.roles
          .filter(({ actions }) => actions.includes('household.register'))
          .map((role) => ({
            ...role,
            actions: [...role.actions, ...EXTENSIONS.flatMap(({ actions = [] }) => actions)],
          })),
        // A language that the extensions do not speak falls back.
        locales: definition.locales.map((locale) => ({
          ...locale,
          complete: locale.complete && EXTENSIONS.every(({ texts }) => Object.hasOwn(texts, locale.id)),
        })),
      },
      EXTENSIONS,
    ),
  )

const QUARTER = '2024-01-01'
let calls = 0

export const CASES: IsolationCases = {
  'Query.followUps': { arguments: () => ({ by: '2999-12-31', first: 100 }) },
  'Query.schoolAttendance': { arguments: () => ({ quarter: QUARTER, first: 100 }) },
  'Mutation.setFollowUp': {
    arguments: ({ household }) => ({
      idempotencyKey: `extended ${++calls}`,
      household,
      on: '2999-12-31',
    }),
  },
  'Mutation.recordAttendance': {
    arguments: ({ household, child }) => ({
      input: {
        idempotencyKey: `extended ${++calls}`,
        household,
        person: child,
        quarter: QUARTER,
        daysOpen: 60,
        daysPresent: 50,
      },
    }),
  },
}
