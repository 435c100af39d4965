import type { Programme } from '@onewindow/tenant'
import { federalProgrammes } from '@onewindow/tenant-pakistan'

// Bait-ul-Mal's rule speaks of every other government body; the layer cannot know those of this province.
const provincialHelp = ['zakat-guzara', 'zakat-health', 'kp-widows-special-persons', 'kp-sahara-card']
const knowsOtherHelp = ['pbm-ifa-medical', 'pbm-ifa-general']

/** Federal programmes whose overlap rules name this province's programmes too. */
export const federalProgrammesInKp: readonly Programme[] = federalProgrammes
  .filter(({ id }) => knowsOtherHelp.includes(id))
  .map((programme) => ({
    ...programme,
    overlaps: (programme.overlaps ?? []).map((overlap) => ({
      ...overlap,
      programmes: [...overlap.programmes, ...provincialHelp],
    })),
  }))
