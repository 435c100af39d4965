import { tell } from '../demo/tell.ts'
import type { Answer, Scenario } from './scenario.ts'

/** A scenario's family as a window registers it: everything is told on one day, by whoever may say it. */
export function registration(scenario: Scenario, { key, on }: { readonly key: string; readonly on: string }) {
  const told = (answers: Readonly<Record<string, Answer>>) =>
    Object.entries(answers).flatMap(([fact, answer]) => {
      if (typeof answer !== 'object') return tell(fact, answer, { on, area: scenario.window })
      if ('by' in answer)
        return tell(fact, answer.date, { on: answer.date, area: scenario.window }).map((one) => ({
          ...one,
          issuer: answer.by,
        }))
      return tell(fact, answer.value, { on, area: scenario.window, round: answer.round })
    })
  return {
    idempotencyKey: key,
    area: scenario.window,
    village: `Scenario ${key}`,
    consent: true,
    confirmNew: true,
    occurredOn: on,
    members: Object.entries(scenario.people).map(([name, { sex, born, ...facts }]) => ({
      key: name,
      name: `${name} ${key}`,
      sex,
      birth: typeof born === 'number' ? { year: born } : { date: born },
      role: 'other',
      facts: told(facts),
    })),
    relationships: Object.entries(scenario.relations).flatMap(([person, relatives]) =>
      Object.entries(relatives).map(([relation, relative]) => ({ person, relation, relative })),
    ),
    facts: told(scenario.household),
  }
}
