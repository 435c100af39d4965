import { factKey, PRESENCES } from '@onewindow/rules'
import { type Definition, type FactDefinition, operatingAreaOf, type Translator } from '@onewindow/tenant'
import type { Answer, Field, Option } from './field.ts'
import { SURVEY_RELATIONS, SURVEY_ROLES, SURVEY_SEXES } from './household-input.ts'

type Unnumbered = Omit<Field, 'number'>

const made = new WeakMap<Definition, readonly Field[]>()

/** Every question of a tenant's survey, in the order of the form. */
export function surveyFields(definition: Definition): readonly Field[] {
  const known = made.get(definition)
  if (known) return known
  const facts = factsAsked(definition)
  const asked = (subject: FactDefinition['subject']) =>
    facts.filter((fact) => fact.subject === subject).flatMap(factFields)
  const enrolments = enrolmentsAsked(definition)
  const fields = [
    ...householdFields(definition),
    ...asked('household'),
    ...enrolments.filter(({ of }) => of === 'household'),
    ...memberFields(),
    ...definition.identifiers.filter(({ sensitive }) => !sensitive).map(documentField),
    ...asked('person'),
    ...enrolments.filter(({ of }) => of === 'member'),
  ].map((field, index): Field => ({ ...field, number: index + 1 }))
  made.set(definition, fields)
  return fields
}

const own = (id: string) => (texts: Translator) => texts.t(`survey.field.${id}`)
const core = (id: string, answer: Answer, required = false): Unnumbered => ({
  id,
  section: id.startsWith('household.') ? 'household' : 'member',
  of: id.startsWith('household.') ? 'household' : 'member',
  required,
  answer,
  label: own(id),
})

const choice = (ids: readonly string[], key: (id: string) => string): Answer => ({
  type: 'choice',
  options: ids.map((id, index) => ({ id, code: String(index + 1), label: (texts) => texts.t(key(id)) })),
})

const householdFields = (definition: Definition): readonly Unnumbered[] => [
  core('household.instance', { type: 'key' }, true),
  core('household.visited_on', { type: 'day' }, true),
  core('household.area', { type: 'choice', options: areaOptions(definition) }, true),
  core('household.village', { type: 'text', most: 200 }),
  core('household.address', { type: 'text', most: 1000 }),
  core('household.language', {
    type: 'choice',
    options: definition.locales.map(({ id, name }, index) => ({
      id,
      code: String(index + 1),
      label: () => name,
    })),
  }),
  core('household.consent', { type: 'boolean' }, true),
]

/** Where a household can be registered; former areas are understood, and refused by date. */
export const areaOptions = (definition: Definition): readonly Option[] =>
  definition.areas
    .filter(({ id }) => operatingAreaOf(definition, id) !== undefined)
    .map(({ id, names, to }, index) => ({
      id,
      code: String(index + 1),
      label: (texts) => texts.name(names),
      ...(to === undefined ? {} : { former: true }),
    }))

const memberFields = (): readonly Unnumbered[] => [
  core('member.key', { type: 'key' }, true),
  core('member.name', { type: 'text', most: 200 }, true),
  core('member.parent_name', { type: 'text', most: 200 }),
  {
    ...core(
      'member.sex',
      choice(SURVEY_SEXES, (id) => `fact.sex.option.${id}`),
      true,
    ),
    label: (texts) => texts.t('fact.sex.label'),
  },
  { ...core('member.birth_date', { type: 'day' }), label: (texts) => texts.t('fact.birth_date.label') },
  core('member.birth_year', { type: 'year' }),
  core('member.age', { type: 'age' }),
  core(
    'member.role',
    choice(SURVEY_ROLES, (id) => `survey.role.${id}`),
    true,
  ),
  {
    ...core(
      'member.presence',
      choice(PRESENCES, (id) => `presence.${id}`),
    ),
    label: (texts) => texts.t('fact.presence.label'),
  },
  ...SURVEY_RELATIONS.map((relation) =>
    core(`member.${relation}`, { type: relation === 'spouse' ? 'keys' : 'key' }),
  ),
]

const documentField = (kind: Definition['identifiers'][number]): Unnumbered => ({
  id: `document.${kind.id}`,
  section: 'documents',
  of: 'member',
  required: false,
  answer: { type: 'identifier', kind },
  label: (texts) => texts.name(kind.names),
})

/** The tenant's choice; without one, whatever is neither sensitive nor a certificate, which counts only with its issuer. */
function factsAsked({ survey, facts }: Definition): readonly FactDefinition[] {
  if (!survey?.facts) return facts.filter(({ sensitive, issuedBy }) => !sensitive && issuedBy === undefined)
  return survey.facts.flatMap((id) => facts.find((fact) => fact.id === id) ?? [])
}

function factFields(fact: FactDefinition): readonly Unnumbered[] {
  const { id, rounds = [undefined] } = fact
  return rounds.map((round) => ({
    id: `fact.${factKey(id, round)}`,
    section: fact.subject === 'household' ? 'household_facts' : 'member_facts',
    of: fact.subject === 'household' ? 'household' : 'member',
    required: false,
    answer: factAnswer(fact),
    label: (texts) => {
      const label = texts.t(`fact.${id}.label`)
      return round === undefined ? label : texts.t('survey.round', { label, round })
    },
    about: {
      kind: 'fact',
      id,
      given: fact.givenBy !== undefined,
      ...(round === undefined ? {} : { round }),
    },
  }))
}

function factAnswer({ id, type, options = [], scale = 0, min, max }: FactDefinition): Answer {
  switch (type) {
    case 'boolean':
      return { type }
    case 'date':
      return { type: 'day_or_year' }
    case 'choice':
      return choice(options, (option) => `fact.${id}.option.${option}`)
    case 'number':
      return {
        type,
        scale,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      }
  }
}

function enrolmentsAsked({ survey, programmes }: Definition): readonly Unnumbered[] {
  const asked = survey?.enrolments ?? programmes.map(({ id }) => id)
  return asked
    .flatMap((id) => programmes.find((programme) => programme.id === id) ?? [])
    .map(({ id, unit, from }) => ({
      id: `enrolled.${id}`,
      section: 'enrolments',
      of: unit.kind === 'household' ? 'household' : 'member',
      required: false,
      answer: { type: 'boolean' },
      label: (texts) => texts.t('survey.enrolled', { programme: texts.t(`programme.${id}.name`) }),
      about: { kind: 'programme', id, ...(from === undefined ? {} : { from }) },
    }))
}
