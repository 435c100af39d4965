import { builder } from './builder.ts'

/** GraphQL names cannot hold a minus. */
export const EvidenceEnum = builder.enumType('Evidence', {
  description: 'How sure a value or rule is.',
  values: {
    CONFIRMED: { value: 'confirmed', description: 'By a letter of the institution.' },
    FOUND: { value: 'V', description: 'In public material.' },
    SECONDARY: { value: 'V-', description: 'In a secondary source only.' },
    CONFLICT: { value: 'C', description: 'Sources disagree; all values are shown.' },
    UNVERIFIED: { value: 'G', description: 'General knowledge.' },
  } as const,
})
