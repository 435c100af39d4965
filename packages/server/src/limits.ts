import { z } from 'zod'

const atMost = (standard: number) => z.int().positive().default(standard)

/** What one request, one actor and one tenant may ask of a process. */
export const limitsSchema = z.strictObject({
  /** Bytes of a request's body: a scan of 2 MB in base64, and some more. */
  bodyBytes: atMost(3_145_728),
  /** Lexical tokens of a document. */
  tokens: atMost(2_000),
  /** Fields below one another. */
  depth: atMost(15),
  /** Aliased fields, fragments spread out. */
  aliases: atMost(30),
  /** Directives, fragments spread out. */
  directives: atMost(50),
  /** Fields that an operation may answer with: each counts once for every row of the lists around it. */
  cost: atMost(50_000),
  /** Requests in a minute; each process counts for itself. */
  actorPerMinute: atMost(300),
  tenantPerMinute: atMost(6_000),
  /** Seconds that a request may take. */
  seconds: atMost(30),
})

export type Limits = z.infer<typeof limitsSchema>
