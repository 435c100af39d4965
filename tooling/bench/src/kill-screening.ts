import { definition, madeUp, registerAll } from './families.ts'
import type { Killed } from './kill.ts'

const SCREEN = `mutation { screenPopulation(on: "2024-02-01", idempotencyKey: "kill") {
  ... on PopulationScreeningPayload { job { id } } ... on Problem { code } } }`

interface Asked {
  readonly screenPopulation: { readonly job: { readonly id: string } }
}

/** Everyone registered, screened against every programme. */
export const screening: Killed = {
  async prepare(platform, households) {
    await registerAll(platform, madeUp(households))
    platform.clock.advance(1000)
    const needed = ['population.screen', 'job.read'] as const
    const role = definition.roles.find(({ actions }) => needed.every((action) => actions.includes(action)))
    if (!role) throw new Error('no role may screen everyone and see the job')
    const who = platform.as({ tenant: definition.id, role: role.id })
    const { data } = await who.graphql<Asked>(SCREEN)
    return data.screenPopulation.job.id
  },
  kept: {
    outcomes: 'select * from population_outcome',
    coverage: 'select * from coverage',
    bases: 'select * from coverage_base',
    // When it finished is no part of what it found.
    screening: `select to_jsonb(s) - 'finished_at' from population_screening s where finished_at is not null`,
  },
}
