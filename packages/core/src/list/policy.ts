import type { ListedState } from '@onewindow/tenant'

/** The surest and latest that is known of a participation: listed or confirmed, not only said by the family. */
export interface KnownParticipation {
  readonly validFrom: string
  readonly enrolled: boolean
  readonly state: string | null
  /** It came from a decision, and has not ended. */
  readonly isDecided: boolean
}

/**
 * What an entry as of a day adds to what is known. The newest day stands, and nobody's decision is changed by a list; an
 * older list only fills where nothing newer is known.
 */
export function weigh(
  entry: { readonly status: ListedState; readonly asOf: string },
  known: KnownParticipation | undefined,
): 'apply' | 'known' | 'outdated' | 'contradicted' {
  if (!known) return 'apply'
  const enrolled = entry.status !== 'exited'
  if (known.isDecided) return known.enrolled === enrolled ? 'known' : 'contradicted'
  if (known.validFrom > entry.asOf) return 'outdated'
  const isSame = known.validFrom === entry.asOf && known.state === entry.status
  return isSame ? 'known' : 'apply'
}
