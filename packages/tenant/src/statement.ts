import { createHash } from 'node:crypto'
import { type Evidence, expressionsOf, parametersOf } from '@onewindow/rules'
import { canonicalJson } from './canonical-json.ts'
import type { Definition, Programme } from './definition.ts'

/** One thing about a programme that its institution can put its name to, or strike out. */
export interface Statement {
  /** `programmes.old-age-pension.criteria.old-enough`, `parameters.old_age_pension.monthly.2020-01-01`. */
  readonly path: string
  /** Stands for what is stated: ten characters that are others once it is stated otherwise. Mark, source and wording are not in it. */
  readonly code: string
  readonly evidence: Evidence
  /** Whose word settles it. */
  readonly institutions: readonly string[]
}

type Stating = Pick<Definition, 'programmes' | 'parameters'>

/** What a definition states, programme by programme, then by value; a day on which sources disagree states nothing. */
export function statementsOf({ programmes, parameters }: Stating): readonly Statement[] {
  const readers = new Map<string, Set<string>>()
  for (const programme of programmes)
    for (const id of parametersRead(programme))
      readers.set(id, (readers.get(id) ?? new Set()).add(programme.institution))
  return [
    ...programmes.flatMap(statedBy),
    ...parameters.flatMap(({ id, scale, unit, history }) =>
      history
        .filter(
          ({ from, values }) =>
            values.length === 1 && history.filter((one) => one.from === from).length === 1,
        )
        .map((value) =>
          statement(`parameters.${id}.${value.from}`, { scale, unit, ...value }, [
            ...(readers.get(id) ?? []),
          ]),
        ),
    ),
  ]
}

/** Ids of the dated values that a programme's rules, amounts and order of waiting read, once each. */
export function parametersRead(programme: Programme): ReadonlySet<string> {
  const { ranking } = programme
  const expressions = [
    ...expressionsOf(programme).map(({ expression }) => expression),
    ...(ranking ? [ranking.by] : []),
  ]
  return new Set(expressions.flatMap(parametersOf))
}

function statedBy({ id, institution, unit, legalBasis, criteria, overlaps, benefits, ranking }: Programme) {
  const state = <Content extends Stated>(place: string, content: Content) =>
    statement(`programmes.${id}.${place}`, content, [institution])
  return [
    ...(unit.kind === 'person' ? [state('unit', unit)] : []),
    ...(legalBasis ? [state('legalBasis', legalBasis)] : []),
    ...criteria.map((each) => state(`criteria.${each.id}`, each)),
    ...(overlaps ?? []).map((each) => state(`overlaps.${each.id}`, each)),
    ...benefits.map((each) => state(`benefits.${each.id}`, each)),
    ...(ranking ? [state('ranking', ranking)] : []),
  ]
}

interface Stated {
  readonly evidence: Evidence
  readonly source?: string
}

function statement<Content extends Stated>(
  path: string,
  { evidence, source: _, ...content }: Content,
  institutions: readonly string[],
): Statement {
  const code = createHash('sha256')
    .update(canonicalJson([path, content]))
    .digest('hex')
    .slice(0, 10)
  return { path, code, evidence, institutions }
}
