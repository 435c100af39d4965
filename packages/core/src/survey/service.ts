import { audit } from '../audit/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { prepareHousehold, type RegisterInput } from '../household/service.ts'
import { isId, newId, type SurveyImportId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { checkKey } from '../text.ts'
import { countStates, findImport, type ImportRow, insertStaged, openImport, stagedForms } from './queries.ts'
import { sealedPlace } from './sealed.ts'
import { STAGED_STATES, type StagedState } from './table.ts'

/**
 * Begins to take a survey file in, or goes on: a file is known by the SHA-256 of its bytes, in hexadecimal.
 *
 * @throws DomainError `TEXT_MALFORMED` · `NOT_A_HASH`
 */
export async function beginSurveyImport(
  session: Session,
  input: { readonly name: string; readonly sha256: string },
): Promise<{ readonly surveyImport: SurveyImportId }> {
  checkKey(input.name, ['name'])
  if (!/^[0-9a-f]{64}$/.test(input.sha256)) throw invalid('NOT_A_HASH', ['sha256'])
  const { survey_import_id: id } = await openImport(session.tx, {
    tenant_id: session.tenant.id,
    survey_import_id: newId<'surveyImport'>(),
    sha256: input.sha256,
    name: input.name,
    begun_at: session.now,
    begun_by: session.actor.id,
  })
  await audit(session, 'survey.begin', { subjects: [id] })
  return { surveyImport: id }
}

/** A household of a survey file, read and waiting to be checked. */
export interface StagedInput {
  /** Number of the form: it becomes a household once. */
  readonly instance: string
  /** Its first line in the file, from 1. */
  readonly line: number
  readonly household: RegisterInput
}

export interface Staged {
  /** Taken in now. */
  readonly staged: number
  /** Taken in before. */
  readonly known: number
  /** Not taken in: to be corrected and given again. */
  readonly refused: readonly { readonly instance: string; readonly error: DomainError }[]
}

/** Households of one call. */
export const MOST_STAGED = 200

/**
 * Checks households of a survey file as registration would, without a look into the register, and keeps the good ones,
 * encrypted, until `mergeSurvey` brings them in. Giving one again changes nothing.
 *
 * @throws DomainError `TOO_MANY` · `NOT_FOUND`
 */
export async function stageHouseholds(
  session: Session,
  input: { readonly surveyImport: string; readonly households: readonly StagedInput[] },
): Promise<Staged> {
  const { households } = input
  if (households.length > MOST_STAGED) throw invalid('TOO_MANY', ['households'], { most: MOST_STAGED })
  for (const [index, { instance }] of households.entries())
    checkKey(instance, ['households', String(index), 'instance'])
  const { survey_import_id: id } = await requireImport(session, input.surveyImport)
  const there = await stagedForms(
    session.tx,
    id,
    households.map(({ instance }) => instance),
  )
  const refused: { instance: string; error: DomainError }[] = []
  const rows = households
    .filter(({ instance }) => !there.has(instance))
    .flatMap((household) => {
      const checked = check(session, household)
      if (checked instanceof DomainError) {
        refused.push({ instance: household.instance, error: checked })
        return []
      }
      return [stagedRow(session, { ...household, id, area: checked.area })]
    })
  const inserted = await insertStaged(session.tx, rows)
  await audit(session, 'survey.stage', {
    subjects: [id],
    detail: { staged: inserted.size, refused: refused.length },
  })
  return { staged: inserted.size, known: households.length - inserted.size - refused.length, refused }
}

function check(session: Session, { household }: StagedInput): { readonly area: string } | DomainError {
  try {
    return prepareHousehold(session, household)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

function stagedRow(
  { tenant, actor, now, cipher }: Session,
  {
    id,
    area,
    instance,
    line,
    household,
  }: StagedInput & { readonly id: SurveyImportId; readonly area: string },
) {
  const row = newId<'stagedHousehold'>()
  return {
    tenant_id: tenant.id,
    operating_area: area,
    staged_household_id: row,
    survey_import_id: id,
    instance,
    line,
    state: 'staged' as const,
    sealed: cipher.encrypt(JSON.stringify(household), { tenant: tenant.id, ...sealedPlace(row) }),
    staged_at: now,
    staged_by: actor.id,
    settled_at: null,
  }
}

/** The import; `NOT_FOUND` where there is none of this id. */
export async function requireImport(session: Session, id: string, lock?: 'lock'): Promise<ImportRow> {
  const found = isId(id) ? await findImport(session.tx, id as SurveyImportId, lock) : undefined
  if (!found) throw notFound(['surveyImport'])
  return found
}

/** How many households of an import are in each state, where the actor may see them. */
export const countStaged = async (
  session: Session,
  id: SurveyImportId,
): Promise<readonly { readonly state: StagedState; readonly count: number }[]> => {
  const counts = await countStates(session.tx, areasFor(session.actor, 'survey.import'), id)
  return STAGED_STATES.map((state) => ({ state, count: counts.get(state) ?? 0 }))
}
