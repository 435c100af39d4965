import type { OverlapResult } from '@onewindow/rules'
import { DomainError } from '../errors.ts'

/**
 * Other enrolments stand in the way: `OVERLAP_STOPS` where a confirmed rule bars both, `OVERLAP_NOT_ACKNOWLEDGED` where
 * the approver has to see them first and say why they approve.
 */
export class OverlapsFound extends DomainError {
  /** The programme whose rules they are. */
  readonly programme: string
  readonly overlaps: readonly OverlapResult[]

  constructor(
    code: 'OVERLAP_STOPS' | 'OVERLAP_NOT_ACKNOWLEDGED',
    { programme, overlaps }: { readonly programme: string; readonly overlaps: readonly OverlapResult[] },
  ) {
    super(code, ['application'], {
      id: [...new Set(overlaps.map((overlap) => overlap.programme))].join(', '),
    })
    this.programme = programme
    this.overlaps = overlaps
  }
}
