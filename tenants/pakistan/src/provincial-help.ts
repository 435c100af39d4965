import type { Programme } from '@onewindow/tenant'
import { programmes } from './programmes.ts'

const KNOW_OTHER_HELP = ['pbm-ifa-medical', 'pbm-ifa-general']

/**
 * Federal programmes whose overlap rules name a province's programmes too: Bait-ul-Mal's rule speaks of every other
 * government body, and the layer cannot know those of a province.
 */
export const knowingProvincialHelp = (provincial: readonly string[]): readonly Programme[] =>
  programmes
    .filter(({ id }) => KNOW_OTHER_HELP.includes(id))
    .map((programme) => ({
      ...programme,
      overlaps: (programme.overlaps ?? []).map((overlap) => ({
        ...overlap,
        programmes: [...overlap.programmes, ...provincial],
      })),
    }))
