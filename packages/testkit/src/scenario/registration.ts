import { createTell, type Definition } from '@onewindow/tenant'
import type { Answer, Scenario } from './scenario.ts'

interface At {
  /** Idempotency key, and part of everybody's name, so that families of one scenario can be told apart. */
  readonly key: string
  /** The day on which everything is told. */
  readonly on: string
}

/** A scenario's family as `registerHousehold` takes it: everything is told on one day, by whoever may say it. */
export function registrationOf(definition: Definition, scenario: Scenario, { key, on }: At) {
  const tell = createTell(definition)
  const area = scenario.window
  const told = (answers: Readonly<Record<string, Answer>>) =>
    Object.entries(answers).flatMap(([fact, answer]) => {
      if (typeof answer !== 'object') return tell(fact, answer, { on, area })
      if ('by' in answer)
        return tell(fact, answer.date, { on: answer.date, area }).map((one) => ({
          ...one,
          issuer: answer.by,
        }))
      return tell(fact, answer.value, { on, area, round: answer.round })
    })
  return {
    idempotencyKey: key,
    area,
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
