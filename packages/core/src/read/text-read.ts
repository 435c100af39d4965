import { readText } from '@onewindow/db'
import type { GraphQLResolveInfo } from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import type { Session } from '../session.ts'
import { compile, statementName } from './compile.ts'
import { startPlan } from './plan.ts'
import { type Coded, codedField, type JsonText, splice } from './splice.ts'
import type { TextPlan } from './text-plan.ts'

/** A root field whose answer is asked for as text. */
export interface AsText {
  /** What fields with code may know: nothing of who asks, or when. */
  readonly context: object
  /** Made with the field's first answer, and kept for everyone of the same rights. */
  kept: KeptText | undefined
}

export interface KeptText {
  /** The statement around its rows. */
  readonly before: string
  readonly after: string
  readonly bound: readonly unknown[]
  readonly coded: readonly Coded[]
  /** Whole statements by the text of their rows, which follows from the field's arguments. */
  readonly wholes: Map<string, { readonly sql: string; readonly name: string }>
}

export interface TextInfo extends GraphQLResolveInfo {
  readonly asText: AsText
}

export const isTextInfo = (info: GraphQLResolveInfo): info is TextInfo => 'asText' in info

/** How one root field answers: `text` of the rows that `from` names, and these rows, which depend on its arguments. */
export interface TextQuery {
  readonly text: (plan: TextPlan, rows: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly rows: RawBuilder<unknown>
}

const HOLE = '\u0000'
const WHOLES = 20

/**
 * The answer as PostgreSQL's own text; null where there is none. A statement gets its name when it comes a second time.
 *
 * @throws NotText
 */
export async function readAsText(
  session: Session,
  info: TextInfo,
  { text, rows }: TextQuery,
): Promise<JsonText | null> {
  const { asText } = info
  asText.kept ??= keep(session, info, text)
  const { before, after, bound, coded, wholes } = asText.kept
  const { sql: from, parameters } = compile(rows, { tenant: session.tx.tenant, bound })
  const known = wholes.get(from)
  const whole = known ?? { sql: before + from + after, name: '' }
  if (!known && wholes.size < WHOLES) wholes.set(from, { ...whole, name: statementName(whole.sql) })
  const found = await readText(session.tx, { sql: whole.sql, parameters, name: known?.name })
  return found === null ? null : splice(found, coded)
}

function keep(session: Session, info: TextInfo, text: TextQuery['text']): KeptText {
  const plan: TextPlan = { ...startPlan(session, info), code: [] }
  const around = compile(text(plan, sql.raw(HOLE)), { tenant: session.tx.tenant })
  const [before = '', after = ''] = around.sql.split(HOLE)
  const fragments = Object.values(info.fragments)
  const coded = plan.code.map((field) => codedField(field, fragments, info.asText.context))
  return { before, after, bound: around.parameters, coded, wholes: new Map() }
}
