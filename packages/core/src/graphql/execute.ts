import { DatabaseError, inTenant, type TenantOptions } from '@onewindow/db'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql'
import { audit, type Entry, refusal } from '../audit/service.ts'
import { DomainError } from '../errors.ts'
import type { JsonText } from '../read/splice.ts'
import { chooseLanguage, type LoadedRelease } from '../release/loaded-release.ts'
import { type Actor, type AreaScope, areasFor, type Session, type Transaction } from '../session.ts'
import type { Context, Reach } from './context.ts'
import { refuseDisabled } from './enabled.ts'
import { executeAsText, keptRoots } from './execute-text.ts'
import { prepare } from './prepared.ts'
import { messageOf } from './problem.ts'
import type { Services } from './services.ts'
import { personalSubjects } from './subjects.ts'

export interface OperationRequest {
  readonly tenant: string
  readonly actor: Actor
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  readonly language: readonly string[]
  readonly requestId: string
  readonly signal: AbortSignal
  /** The data may come as `JsonText`, which whoever sends it need not parse. */
  readonly text?: boolean
}

/** As graphql-js answers; the data of a query may be text. */
export type Answer = ExecutionResult<Readonly<Record<string, unknown>> | JsonText>

/**
 * Runs one operation for one actor. A query reads one snapshot; each mutation field is a transaction of its own. What a
 * query read of people is in the audit before the answer leaves.
 */
export async function executeOperation(
  schema: GraphQLSchema,
  services: Services,
  { release, ...request }: OperationRequest & { readonly release: LoadedRelease },
): Promise<Answer> {
  const prepared = prepare(schema, request.document, request.operationName)
  const { document, operation } = prepared
  const disabled = refuseDisabled(schema, document, {
    enabled: release.definition.extensions ?? [],
    message: () => {
      const texts = release.translator(chooseLanguage(release.definition, request.language))
      return messageOf(new DomainError('EXTENSION_NOT_ENABLED'), texts)
    },
  })
  if (disabled.length > 0) return { errors: disabled }
  const { errors, areas } = prepared.authorise(request.actor)
  if (errors.length > 0) return { errors }
  const run = async (context: Context) =>
    execute({
      schema,
      document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: context,
    })
  const running = new Running(services, { release, areas, ...request })
  if (operation?.operation === 'mutation') return running.finish(await run(running.context(null)))
  const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], request.variables)
  const kept = request.text && coerced ? keptRoots(prepared, { release, ...request }, coerced) : null
  return running.finish(
    await running.snapshot(
      async (tx) => {
        const context = running.context(tx)
        const text =
          kept && coerced && (await executeAsText({ schema, prepared, kept, variables: coerced, context }))
        const result = text || (await run(context))
        // graphql-js answers at the first failure of a field that cannot be null, while others still read.
        await running.readsEnded()
        return result
      },
      { planned: kept !== null },
    ),
  )
}

/** Two changes met: a serialization failure, a deadlock, or a lock that did not come free. Trying again helps. */
const CONTENTION: ReadonlySet<string> = new Set(['40001', '40P01', '55P03'])
const isContention = (error: unknown): boolean => error instanceof DatabaseError && CONTENTION.has(error.code)

type Request = OperationRequest & { readonly release: LoadedRelease; readonly areas: AreaScope }

/** One operation under way: its transactions, and what it read of people. */
class Running {
  readonly #services: Services
  readonly #request: Request
  readonly #now: Date
  readonly #subjects = new Set<string>()
  readonly #reads = new Set<Promise<unknown>>()
  readonly #entries: { action: string; asked: string; entry: Entry }[] = []

  constructor(services: Services, request: Request) {
    this.#services = services
    this.#request = request
    this.#now = services.now()
  }

  context(snapshot: Transaction | null): Context {
    const { release, actor, language, requestId } = this.#request
    const chosen = chooseLanguage(release.definition, language)
    return {
      tenant: release,
      actor,
      language: chosen,
      texts: release.translator(chosen),
      now: this.#now,
      requestId,
      read: async (use) => {
        const seen = async (tx: Transaction) => {
          const result = await use(this.#session(tx))
          for (const subject of personalSubjects(result)) this.#subjects.add(subject)
          return result
        }
        return this.#underWay(snapshot ? seen(snapshot) : this.snapshot(seen))
      },
      write: (use, reach) => this.#write(use, reach),
      audited: (action, ask) => this.#audited(action, ask),
      release: (hash) =>
        hash === release.hash
          ? Promise.resolve(release)
          : this.#underWay(this.#services.release(release.id, hash, snapshot)),
      decrypt: (ciphertext, place) =>
        this.#services.cipher.decrypt(ciphertext, { tenant: release.id, ...place }),
    }
  }

  #underWay<Result>(read: Promise<Result>): Promise<Result> {
    this.#reads.add(read)
    return read.finally(() => this.#reads.delete(read))
  }

  async readsEnded(): Promise<void> {
    while (this.#reads.size > 0) await Promise.allSettled(this.#reads)
  }

  /** One repeatable-read snapshot within the operation's areas. */
  snapshot<Result>(
    use: (tx: Transaction) => Promise<Result>,
    { planned = false }: { readonly planned?: boolean } = {},
  ): Promise<Result> {
    return this.#inTenant({ areas: this.#request.areas, mode: 'read', planned }, use)
  }

  async finish(result: Answer): Promise<Answer> {
    const subjects = [...this.#subjects]
    if (subjects.length > 0) {
      const detail = { operation: this.#request.operationName }
      this.#entries.push({ asked: 'read', action: 'read', entry: { subjects, detail } })
    }
    if (this.#entries.length > 0) {
      const how = { areas: [], mode: 'write', together: true } as const
      const { left } = await this.#inTenant(how, async (tx) => {
        const session = this.#session(tx)
        const left = Promise.all(this.#entries.map(({ action, entry }) => audit(session, action, entry)))
        // Told below; where one fails the commit fails before.
        left.catch(() => {})
        return { left }
      })
      await left
    }
    if (!result.errors) return result
    return { ...result, errors: result.errors.map((error) => this.#shown(error)) }
  }

  async #audited<Result>(
    action: string,
    ask: (earlier: number) => Promise<{ readonly found: Result; readonly entry: Entry }>,
  ): Promise<Result> {
    const earlier = this.#entries.filter(({ asked }) => asked === action).length
    const left = { asked: action, action, entry: { subjects: [] } as Entry }
    this.#entries.push(left)
    try {
      const { found, entry } = await ask(earlier)
      left.entry = entry
      return found
    } catch (error) {
      if (error instanceof DomainError) {
        left.action = refusal(error.code)
        left.entry = { subjects: [], detail: { action } }
      }
      throw error
    }
  }

  async #write<Result>(use: (session: Session) => Promise<Result>, reach: Reach): Promise<Result> {
    const areas = reach.acrossAreas ? 'all' : areasFor(this.#request.actor, reach.action)
    try {
      return await this.#inTenant({ areas, mode: 'write' }, (tx) => use(this.#session(tx)))
    } catch (thrown) {
      const error = isContention(thrown) ? new DomainError('CONFLICT') : thrown
      // What was refused is recorded too: probing leaves a trail although its own transaction is gone.
      if (error instanceof DomainError)
        await this.#inTenant({ areas: [], mode: 'write' }, (tx) =>
          audit(this.#session(tx), refusal(error.code), { subjects: [], detail: { action: reach.action } }),
        )
      throw error
    }
  }

  async #inTenant<Result>(
    { areas, ...how }: Omit<TenantOptions, 'scope' | 'signal'> & { readonly areas: AreaScope },
    use: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const { release, signal } = this.#request
    return inTenant(
      this.#services.db,
      { scope: { tenant: release.id, areas }, ...how, signal },
      async (tx) => {
        const check = async () => {
          if ((await tx.opening)?.current_release === release.hash) return
          this.#services.forget(release.id)
          throw new DomainError('RELEASE_CHANGED')
        }
        // A read sets out at once; by another release it may fail in any way. What it read is audited by whichever is current.
        if (how.mode === 'read') return use(tx).finally(check)
        if (!how.together) await check()
        return use(tx)
      },
    )
  }

  #session(tx: Transaction): Session {
    const { release, actor, requestId } = this.#request
    const { cipher, demo } = this.#services
    return { tx, tenant: release, actor, now: this.#now, cipher, demo, requestId }
  }

  /** An expected failure outside a result union becomes an error with its code; the rest is a bug, for the server to mask. */
  #shown(error: GraphQLError): GraphQLError {
    const { originalError } = error
    if (!(originalError instanceof DomainError)) return error
    const { release, language } = this.#request
    const texts = release.translator(chooseLanguage(release.definition, language))
    return new GraphQLError(messageOf(originalError, texts), {
      ...(error.nodes && { nodes: error.nodes }),
      ...(error.path && { path: error.path }),
      extensions: { code: originalError.code, path: originalError.place },
    })
  }
}
