import { CORE_FACTS } from '../core-facts.ts'
import type { FactDefinition } from '../definition.ts'
import { isMoneyUnit } from '../message-keys.ts'
import { didYouMean } from '../suggest.ts'
import type { Checked } from './checked.ts'

export function checkFacts({ definition, report, refer }: Checked) {
  const reserved = new Set(CORE_FACTS.map(({ id }) => id))
  const committeeKinds = new Set(
    definition.institutions.flatMap(({ committees = [] }) => committees.map(({ kind }) => kind)),
  )
  for (const fact of definition.facts) {
    const path = `facts.${fact.id}`
    if (reserved.has(fact.id)) {
      report('RESERVED_ID', path, {
        message: `core itself holds "${fact.id}"`,
        fix: 'Remove the definition.',
      })
    }
    for (const [message, fix] of inconsistencies(fact)) report('FACT_INCONSISTENT', path, { message, fix })
    if (fact.unit !== undefined && isMoneyUnit(fact.unit))
      refer('currency', fact.unit.slice(0, 3), `${path}.unit`)
    if (fact.givenBy !== undefined) refer('institution', fact.givenBy, `${path}.givenBy`)
    if (fact.remedy !== undefined) refer('remedy', fact.remedy, `${path}.remedy`)
    // A layer's committees may be its tenants' to name.
    if (fact.issuedBy === undefined || committeeKinds.has(fact.issuedBy) || definition.kind === 'layer')
      continue
    report('UNKNOWN_COMMITTEE_KIND', `${path}.issuedBy`, {
      message: `no institution has a committee of kind "${fact.issuedBy}"`,
      fix: `Define one.${didYouMean(fact.issuedBy, committeeKinds)}`,
    })
  }
}

/** What does not go together, each with what to do about it. */
function* inconsistencies({
  type,
  subject,
  ...fact
}: FactDefinition): Generator<[message: string, fix: string]> {
  if ((type === 'choice') !== (fact.options !== undefined)) {
    yield type === 'choice'
      ? ['a choice needs options', 'Add options.']
      : [`a ${type} has no options`, 'Remove the options, or make it a choice.']
  }
  if (new Set(fact.options).size !== (fact.options ?? []).length) {
    yield ['an option is named twice', 'Remove one of the two.']
  }
  if (type === 'number' && fact.scale === undefined) {
    yield ['a number needs its scale', 'Add scale: the digits after the point, 0 for a whole number.']
  }
  if (type !== 'number') {
    for (const key of ['scale', 'unit', 'min', 'max', 'rounds'] as const) {
      if (fact[key] !== undefined) yield [`a ${type} has no ${key}`, `Remove ${key}, or make it a number.`]
    }
  }
  if (fact.min !== undefined && fact.max !== undefined && fact.min > fact.max) {
    yield [`min ${fact.min} is above max ${fact.max}`, 'Correct one of the two.']
  }
  if (fact.askOf && subject === 'household') {
    yield ['askOf narrows down persons', 'Remove askOf, or make it a fact about a person.']
  }
  const { minAge = 0, maxAge = Infinity } = fact.askOf ?? {}
  if (minAge > maxAge) yield [`minAge ${minAge} is above maxAge ${maxAge}`, 'Correct one of the two.']
}
