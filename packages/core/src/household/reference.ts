/**
 * A new household reference such as `K7Q-29X-MWK`: eight random characters of Crockford's base 32 (40 bits) and a check
 * character. It needs no server, so a window can issue it offline; whoever stores it must refuse one already taken.
 *
 * @param random gives at least five unpredictable bytes; by default the platform's generator, also in a browser.
 */
export function newReference(random: () => Uint8Array = fiveBytes): string {
  const bytes = random()
  if (bytes.length < 5) throw new RangeError('A reference needs five random bytes')
  let number = 0
  for (const byte of bytes.subarray(0, 5)) number = number * 256 + byte
  let body = ''
  for (let place = 0; place < 8; place++) {
    body = SYMBOLS.charAt(number % 32) + body
    number = Math.floor(number / 32)
  }
  return display(body + checkCharacter(body))
}

/**
 * The reference as `newReference` shows it, from what someone typed or read out: any case, spaces and hyphens anywhere
 * or nowhere, O for 0, I and L for 1, Arabic and Persian digits. `null` where it is none or the check fails: one wrong
 * character is always noticed, two swapped neighbours unless they are 0 and Z.
 *
 * @example parseReference('k7q ۲۹x mwk') // 'K7Q-29X-MWK'
 */
export function parseReference(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (!SHAPE.test(typed)) return null
  return typed.at(-1) === checkCharacter(typed.slice(0, -1)) ? display(typed) : null
}

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SHAPE = /^[0-9A-HJKMNP-TV-Z]{9}$/

const fiveBytes = () => crypto.getRandomValues(new Uint8Array(5))

const display = (symbols: string) => `${symbols.slice(0, 3)}-${symbols.slice(3, 6)}-${symbols.slice(6)}`

/** Luhn's algorithm (ISO/IEC 7812-1) over 32 symbols instead of ten: double every second value from the right. */
function checkCharacter(body: string): string {
  let sum = 0
  for (const [index, symbol] of Array.from(body).reverse().entries()) {
    const value = SYMBOLS.indexOf(symbol) * (index % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
  }
  return SYMBOLS.charAt((32 - (sum % 32)) % 32)
}
