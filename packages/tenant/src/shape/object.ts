import { z } from 'zod'

/** A field for every key of a type, so that no key can be forgotten when the type grows. */
export type Fields<Type> = {
  readonly [Key in keyof Type]-?: Pick<Type, Key> extends Required<Pick<Type, Key>>
    ? z.ZodType<Type[Key]>
    : z.ZodExactOptional<z.ZodType<Exclude<Type[Key], undefined>>>
}

/** An object that takes no other keys; the message for one is the list of keys that it could have been. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  })
}

/** A word that keys, paths and comma-separated settings are made of. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/, 'an id is letters and digits, joined by . _ or -')
/** A calendar day that exists, `2024-02-29`. */
export const day = z.iso.date('a date is a day that exists, written 2024-02-29')
export const text = z.string().trim().min(1, 'must not be empty')
export const names = z.record(z.string(), text)
