import { accepted, type Refusable } from '../accepted.ts'
import { type OpenTenant, withTenant } from '../ask.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { followJob } from '../jobs/follow.ts'
import { step } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { showCoverage } from './coverage.ts'

export interface PopulationOptions {
  readonly tenant?: string
  readonly on?: string
  readonly language?: string
  readonly format: Format
}

const SCREEN = `mutation ($on: Date, $key: ID!) { answer: screenPopulation(on: $on, idempotencyKey: $key) {
  ... on PopulationScreeningPayload { screening job { id } } ... on Problem { message } } }`

/** `onewindow screen` of nobody in particular: everyone registered, and what it counted. */
export const runScreenPopulation = (
  terminal: Terminal,
  installation: Installation,
  { tenant, on, language, format }: PopulationOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'screen' }, async (open) => {
    const { screening, job } = await begin(open, on)
    await step(terminal, {
      name: 'Screening everyone',
      run: (report) => followJob(terminal, open, { job: job.id, report }),
      done: ({ done }) => `${done.toLocaleString('en')} households`,
    })
    await showCoverage(terminal, open, {
      screening,
      measure: 'programme',
      by: [],
      format,
      ...(language !== undefined && { language }),
    })
  })

interface Begun {
  readonly screening: string
  readonly job: { readonly id: string }
}

async function begin({ ask }: OpenTenant, on: string | undefined): Promise<Begun> {
  const { answer } = (await ask(SCREEN, { on, key: crypto.randomUUID() })) as {
    answer: Refusable<Begun>
  } // the document's shape
  return accepted(answer)
}
