import type { FactDefinition } from '@onewindow/tenant'

export const facts: readonly FactDefinition[] = [
  // No Zakat programme of this province is defined here, so that its help can only be asked about.
  { id: 'zakat_help', subject: 'person', type: 'boolean', months: 12, askOf: { minAge: 18 } },
]
