import type { Sex } from './family.ts'

/** Draws the numbers on papers, each once: 13 digits that begin with 9, which no authority issues. */
export type Papers = (sex: Sex) => string

/** Of one family, so that its numbers stay its own whatever the other families draw. */
export function createPapers(family: number): Papers {
  let issued = 0
  return (sex) => {
    issued += 1
    // 7919 has no factor in common with ten million: no serial comes twice, and neighbours do not look alike.
    const serial = ((family * 100 + issued) * 7919) % 10_000_000
    return `97201${String(serial).padStart(7, '0')}${sex === 'male' ? 1 : 2}`
  }
}
