import { daysBetween, plusDays } from './days.ts'
import { createDraft } from './draft.ts'
import { EXAMPLE_DAY, exampleFamily } from './example-family.ts'
import type { Family } from './family.ts'
import {
  aloneWithoutPapers,
  disabledChild,
  insuredWorker,
  jointHousehold,
  type Kind,
  labourers,
  migrant,
  orphans,
  pensioner,
  refugees,
  widow,
} from './kinds.ts'
import { SCRIPTS } from './names.ts'
import { createPapers } from './papers.ts'
import { createRandom } from './random.ts'

/** The pilot districts and what names are mostly written in there. */
const DISTRICTS = [
  { area: 'PK526', pashto: 0.4 },
  { area: 'PK520', pashto: 0.7 },
] as const

/** Of twenty families at a window. */
const KINDS: readonly Kind[] = [
  ...Array(4).fill(widow),
  ...Array(5).fill(labourers),
  ...Array(3).fill(jointHousehold),
  ...Array(2).fill(migrant),
  orphans,
  pensioner,
  disabledChild,
  refugees,
  insuredWorker,
  aloneWithoutPapers,
]

/** The first window opened its books on this day. */
const OPENED = '2023-07-03'

/**
 * Families of Nowshera and Lower Dir that never lived, in the order of their registration until yesterday. The same day
 * gives the same families; on another day only their dates differ.
 */
export function population(today: string, size = 300): Family[] {
  const span = Math.max(daysBetween(OPENED, today) - 1, 0)
  return Array.from({ length: size }, (_, index) => {
    const random = createRandom(2016_000 + index)
    const example = index === 0
    // Round by round the kinds change districts.
    const district = DISTRICTS[(index + Math.floor(index / KINDS.length)) % 2] ?? DISTRICTS[0]
    const day = example ? EXAMPLE_DAY : plusDays(OPENED, Math.floor((span * index) / size))
    const cameBack = example || random.chance(0.4) ? plusDays(today, -random.between(5, 60)) : undefined
    const draft = createDraft(random, createPapers(index), {
      idempotencyKey: `demo-${String(index + 1).padStart(3, '0')}`,
      area: district.area,
      village: random.between(1, 40),
      script: example ? 'ur' : random.chance(district.pashto) ? 'ps' : random.pick(SCRIPTS),
      day,
      cameBack: cameBack !== undefined && cameBack > day ? cameBack : undefined,
      today,
    })
    const kind = example ? exampleFamily : KINDS[index % KINDS.length]
    kind?.(draft)
    return draft.finish()
  })
}
