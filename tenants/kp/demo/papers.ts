import type { Sex } from './family.ts'

/** Draws the numbers on papers, each once: 13 digits that begin with 9, which no authority issues. */
export type Papers = (sex: Sex) => string

export function createPapers(): Papers {
  let issued = 0
  return (sex) => {
    issued += 1
    // 7919 has no factor in common with ten million: no serial comes twice, and neighbours do not look alike.
    const serial = (issued * 7919 + 1_234_567) % 10_000_000
    return `97201${String(serial).padStart(7, '0')}${sex === 'male' ? 1 : 2}`
  }
}
