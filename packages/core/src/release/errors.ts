import type { Use } from './policy.ts'

/** `RELEASE_IN_USE`: it would drop what rows name. `RELEASE_NEWER`: written by a newer OneWindow. `RELEASE_EDITED`: changed in the database. */
export type ReleaseErrorCode = 'RELEASE_IN_USE' | 'RELEASE_NEWER' | 'RELEASE_EDITED'

/** A release that is not applied, or not gone on with. For whoever runs a server: nobody at a window sees it. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  readonly code: ReleaseErrorCode
  /** What is in use, of `RELEASE_IN_USE`. */
  readonly uses: readonly Use[]

  constructor(code: ReleaseErrorCode, message: string, uses: readonly Use[] = []) {
    super(message)
    this.code = code
    this.uses = uses
  }
}

export const inUse = (tenant: string, uses: readonly Use[]): ReleaseError =>
  new ReleaseError(
    'RELEASE_IN_USE',
    `This release of ${tenant} would drop what is still in use:\n${uses.map((use) => `  ${describeUse(use)}`).join('\n')}\nKeep it, with a last day where it has one.`,
    uses,
  )

export const newer = (tenant: string, { written, known }: { written: number; known: number }): ReleaseError =>
  new ReleaseError(
    'RELEASE_NEWER',
    `The release applied to ${tenant} was written by a newer OneWindow (format ${written}; this one knows ${known}). Upgrade this one: a downgrade would misread it.`,
  )

export const edited = (tenant: string, hash: string): ReleaseError =>
  new ReleaseError(
    'RELEASE_EDITED',
    `Release ${hash} of ${tenant} is not what was applied: its definition was changed in the database, and no longer matches its hash. Put the row of table release back from a backup.`,
  )

/** `area R2: 3 households, 9 people` */
export const describeUse = ({ thing, id, became, rows }: Use): string =>
  `${thing} ${id}${became === undefined ? '' : ` (${became})`}: ${rows
    .map(({ what, count }) => `${count.toLocaleString('en')} ${what}`)
    .join(', ')}`
