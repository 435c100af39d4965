/** Variables of a mutation that takes an idempotency key, in its input or beside it. */
export type Keyed =
  | Readonly<{ idempotencyKey: string }>
  | Readonly<{ input: { readonly idempotencyKey: string } }>

/** The variables without the key, which the intent has. */
export type WithoutKey<Variables> = {
  [Name in keyof Variables as Name extends 'idempotencyKey' ? never : Name]: Name extends 'input'
    ? Omit<Variables[Name], 'idempotencyKey'>
    : Variables[Name]
}

/** One thing that someone wants done once, however often it is sent. */
export interface Intent<Data, Variables> {
  readonly idempotencyKey: string
  send(variables: WithoutKey<Variables>, options?: { readonly signal?: AbortSignal }): Promise<Data>
}

/** Whether a request says how often it was meant. A key that is not there is left out of the request. */
export const isKeyed = (variables: object): boolean =>
  hasKey(variables) ||
  ('input' in variables &&
    typeof variables.input === 'object' &&
    variables.input !== null &&
    hasKey(variables.input))

const hasKey = (of: object): boolean => 'idempotencyKey' in of && typeof of.idempotencyKey === 'string'
