import type { IdentifierKind } from '@onewindow/tenant'

/** An atom of the small language that identifier kinds are written in, and how often it stands there. */
const ATOM = /(\\d|\[[^\]]+\]|[A-Z0-9])(?:\{(\d+)(?:,(\d+))?\}|(\?))?/g
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/**
 * A document's number that the kind admits, another one for each seed while the shape has room; one that no authority issues
 * where the kind says how such numbers look.
 *
 * @example documentNumber({ pattern: '^[1-8]\\d{12}$', demoPattern: '^9\\d{12}$' }, 42) // '9000000000042'
 */
export function documentNumber(
  { pattern, demoPattern }: Pick<IdentifierKind, 'pattern' | 'demoPattern'>,
  seed: number,
): string {
  const shape = demoPattern ?? pattern
  if (shape === undefined) return `DEMO${seed}`
  const [sequence = ''] = shape.replace(/^\^(?:\(\?:)?|\)?\$$/g, '').split('|')
  const places = [...sequence.matchAll(ATOM)].flatMap(([, atom = '', least = '1', most = least]) => {
    const fitting = CHARACTERS.filter((character) => new RegExp(`^${atom}$`).test(character))
    return Array<string[]>(Number(most)).fill(fitting)
  })
  let rest = seed
  const number = places
    .toReversed()
    .map((fitting) => {
      const character = fitting[rest % fitting.length] ?? ''
      rest = Math.floor(rest / fitting.length)
      return character
    })
    .toReversed()
    .join('')
  if (!new RegExp(shape).test(number)) throw new Error(`no number was found for ${shape}`)
  return number
}
