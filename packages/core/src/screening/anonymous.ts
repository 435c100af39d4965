import {
  type DateInterval,
  type Enrolment,
  factKey,
  type Household,
  type Observation,
  type Person,
} from '@onewindow/rules'
import { checkPastDay } from '../dates.ts'
import { type EnrolmentInput, prepareEnrolment } from '../enrolment/service.ts'
import { invalid } from '../errors.ts'
import { type FactInput, type PreparedFact, prepareFact } from '../fact/service.ts'
import { checkSize } from '../household/service.ts'
import { type BirthInput, readBirth } from '../person/service.ts'
import type { Sex } from '../person/table.ts'
import type { RelationInput } from '../relationship/service.ts'
import { type Session, today } from '../session.ts'
import { isFresh } from './freshness.ts'

export interface AnonymousFamily {
  readonly area?: string | null | undefined
  readonly members: readonly {
    readonly key: string
    readonly sex: Sex
    readonly birth?: BirthInput | null | undefined
    readonly facts?: readonly FactInput[] | null | undefined
    readonly enrolments?: readonly EnrolmentInput[] | null | undefined
  }[]
  readonly relationships?: readonly RelationInput[] | null | undefined
  readonly facts?: readonly FactInput[] | null | undefined
  readonly enrolments?: readonly EnrolmentInput[] | null | undefined
}

/**
 * The engine's household from what a family says of itself, under the same checks as a registration, as it stood on the
 * day: later observations, stale ones and those not yet born are left out.
 */
export function anonymousHousehold(
  session: Session,
  family: AnonymousFamily,
  on: string | null | undefined,
): { readonly household: Household; readonly day: string; readonly area: string | null } {
  const day = on ?? today(session)
  checkPastDay(session, day, ['on'])
  const area = family.area ?? null
  if (area !== null && !session.tenant.areas.has(area))
    throw invalid('UNKNOWN_AREA', ['family', 'area'], { id: area, date: day })
  checkSize(family.members, ['family', 'members'])
  const observe = (
    facts: readonly FactInput[] | null | undefined,
    subject: 'person' | 'household',
    path: readonly string[],
  ) =>
    Object.fromEntries(
      (facts ?? [])
        .map((fact, index) =>
          prepareFact(session, fact, { subject, area: area ?? '', path: [...path, String(index)] }),
        )
        .filter((fact) => fact.observed_on <= day && isFresh(session.tenant, fact, day))
        .toSorted((one, other) => one.observed_on.localeCompare(other.observed_on))
        .map(observation),
    )
  const members = family.members.map((member, index): Person => {
    const path = ['family', 'members', String(index)]
    const birth = readBirth(session, member.birth, [...path, 'birth'])
    return {
      id: member.key,
      facts: {
        presence: { value: 'resident' },
        ...(member.sex === 'unknown' ? {} : { sex: { value: member.sex } }),
        ...(birth.birth_from && birth.birth_to
          ? { birth_date: { value: { from: birth.birth_from, to: birth.birth_to } } }
          : {}),
        ...observe(member.facts, 'person', [...path, 'facts']),
      },
    }
  })
  const keys = new Set([FAMILY, ...members.map(({ id }) => id)])
  if (keys.size <= members.length) throw invalid('KEY_TWICE', ['family', 'members'])
  family.relationships?.forEach(({ person, relative }, index) => {
    for (const key of [person, relative])
      if (key === FAMILY || !keys.has(key))
        throw invalid('UNKNOWN_MEMBER', ['family', 'relationships', String(index)], { key })
  })
  const enrolments = [
    { subject: FAMILY, enrolments: family.enrolments, path: ['family'] },
    ...family.members.map(({ key, enrolments }, index) => ({
      subject: key,
      enrolments,
      path: ['family', 'members', String(index)],
    })),
  ].flatMap(({ subject, enrolments, path }) =>
    (enrolments ?? []).map((enrolment, index) => {
      const at = [...path, 'enrolments', String(index)]
      const { programme, enrolled, level, valid_from } = prepareEnrolment(session, enrolment, at)
      return { subject, programme, enrolled, level, asOf: valid_from }
    }),
  )
  const born = members.filter(({ facts }) => !isBornAfter(day, facts.birth_date))
  const there = new Set([FAMILY, ...born.map(({ id }) => id)])
  const household: Household = {
    id: FAMILY,
    facts: observe(family.facts, 'household', ['family', 'facts']),
    members: born,
    others: [],
    relationships: (family.relationships ?? []).filter(
      ({ person, relative }) => there.has(person) && there.has(relative),
    ),
    enrolments: latest(enrolments.filter(({ subject, asOf }) => asOf <= day && there.has(subject))),
  }
  return { household, day, area }
}

/** Subject of the household itself; members are known by their keys, which must differ from it. */
export const FAMILY = 'family'

const isBornAfter = (day: string, birth: Observation | undefined): boolean =>
  typeof birth?.value === 'object' && birth.value.from > day

/** What was said last of each subject and programme. */
const latest = (enrolments: readonly (Enrolment & { readonly asOf: string })[]): readonly Enrolment[] => [
  ...new Map(
    enrolments
      .toSorted((one, other) => one.asOf.localeCompare(other.asOf))
      .map((enrolment) => [JSON.stringify([enrolment.subject, enrolment.programme]), enrolment]),
  ).values(),
]

function observation(fact: PreparedFact): readonly [string, Observation] {
  return [
    factKey(fact.kind, fact.round ?? undefined),
    {
      value: factValue(fact),
      observedOn: fact.observed_on,
      source: fact.source,
      ...(fact.round == null ? {} : { round: fact.round }),
      ...(fact.issuer == null ? {} : { issuer: fact.issuer }),
    },
  ]
}

function factValue(fact: PreparedFact): boolean | number | string | DateInterval {
  const value = fact.boolean_value ?? fact.number_value ?? fact.text_value
  if (value != null) return value
  return { from: fact.date_from ?? '', to: fact.date_to ?? '' }
}
