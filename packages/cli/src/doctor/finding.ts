/** What one check of `doctor` found. */
export interface Finding {
  /** Stable: programs look for it. */
  readonly check: string
  /** `failed` must be put right; a `warning` may be meant. */
  readonly state: 'ok' | 'warning' | 'failed'
  readonly message: string
  /** What to do, where there is something. */
  readonly fix?: string
}

export const ok = (check: string, message: string): Finding => ({ check, state: 'ok', message })

export const warning = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'warning',
  message,
  fix,
})

export const failed = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'failed',
  message,
  fix,
})
