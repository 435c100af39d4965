import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CipherError, type CipherErrorCode, createCipher } from './cipher.ts'

const first = { id: '2024', secret: randomBytes(32) }
const second = { id: '2025', secret: randomBytes(32) }
const hashSecret = randomBytes(32)
const cipher = createCipher({ keys: [first], hashSecret })

const NUMBER = '9120112345671'
const place = { tenant: 'kp', row: '0198c0de-0000-7000-8000-000000000001', column: 'number' }

function failure(act: () => unknown): { code: CipherErrorCode; message: string } {
  try {
    act()
  } catch (error) {
    if (error instanceof CipherError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('Nothing was thrown')
}
const code = (act: () => unknown) => failure(act).code

describe('encrypt and decrypt', () => {
  test('give back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(cipher.decrypt(cipher.encrypt(plain, place), place)).toBe(plain)
      }),
    )
  })

  test('name version and key, show nothing else, and never repeat', () => {
    const texts = Array.from({ length: 500 }, () => cipher.encrypt(NUMBER, place))
    for (const text of texts) {
      expect(text).toMatch(/^v1\.2024\.[A-Za-z0-9_-]{55}$/)
      expect(Buffer.from(text.slice(8), 'base64url').toString('latin1')).not.toContain(NUMBER.slice(0, 4))
    }
    expect(new Set(texts.map((text) => text.slice(8, 24))).size).toBe(texts.length)
  })

  test.each([
    ['another tenant', { tenant: 'punjab' }],
    ['another row', { row: '0198c0de-0000-7000-8000-000000000002' }],
    ['another column', { column: 'name' }],
  ])('refuse a ciphertext moved to %s', (_, moved) => {
    const text = cipher.encrypt(NUMBER, place)
    expect(code(() => cipher.decrypt(text, { ...place, ...moved }))).toBe('CIPHERTEXT_REFUSED')
    expect(cipher.decrypt(text, place)).toBe(NUMBER)
  })

  test('refuse a place whose parts only run together to the same text', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })),
        fc.nat(20),
        ([row, column], cut) => {
          const joined = row + column
          const at = 1 + (cut % (joined.length - 1))
          fc.pre(at !== row.length)
          const text = cipher.encrypt(NUMBER, { tenant: 'kp', row, column })
          const shifted = { tenant: 'kp', row: joined.slice(0, at), column: joined.slice(at) }
          expect(code(() => cipher.decrypt(text, shifted))).toBe('CIPHERTEXT_REFUSED')
        },
      ),
    )
  })

  test('notice every changed bit', () => {
    const text = cipher.encrypt(NUMBER, place)
    const sealed = Buffer.from(text.slice(8), 'base64url')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(code(() => cipher.decrypt(`v1.2024.${changed.toString('base64url')}`, place))).toBe(
        'CIPHERTEXT_REFUSED',
      )
    }
  })

  test('notice every changed, missing or added character of the text', () => {
    const text = cipher.encrypt(NUMBER, place)
    const both = createCipher({ keys: [second, first], hashSecret })
    for (let index = 0; index < text.length; index++) {
      for (const symbol of 'A0w.=-_ 5') {
        if (text[index] === symbol) continue
        const changed = text.slice(0, index) + symbol + text.slice(index + 1)
        expect(failure(() => both.decrypt(changed, place)).code).toMatch(/^(CIPHERTEXT_|KEY_UNKNOWN)/)
      }
      expect(() => both.decrypt(text.slice(0, index) + text.slice(index + 1), place)).toThrow(CipherError)
      expect(() => both.decrypt(`${text.slice(0, index)}A${text.slice(index)}`, place)).toThrow(CipherError)
    }
  })

  test('refuse a second spelling of the same bytes', () => {
    const text = cipher.encrypt('9', place)
    const others = Array.from(
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
      (last) => text.slice(0, -1) + last,
    )
    const same = others.filter((other) =>
      Buffer.from(other.slice(8), 'base64url').equals(Buffer.from(text.slice(8), 'base64url')),
    )
    expect(same.length).toBeGreaterThan(1)
    for (const other of same.filter((each) => each !== text))
      expect(code(() => cipher.decrypt(other, place))).toBe('CIPHERTEXT_MALFORMED')
  })

  test.each([
    '',
    'v1',
    'v1.2024',
    'v1.2024.',
    'v1.2024.AAAA',
    `v2.2024.${'A'.repeat(40)}`,
    NUMBER,
    'v1..AAAA',
    `v1.2024.${'A'.repeat(41)}`,
  ])('call %j malformed', (text) => {
    expect(code(() => cipher.decrypt(text, place))).toBe('CIPHERTEXT_MALFORMED')
  })

  test.each([{ tenant: '' }, { row: '' }, { column: '' }])('need a whole place: %j', (part) => {
    expect(code(() => cipher.encrypt(NUMBER, { ...place, ...part }))).toBe('PLACE_INVALID')
  })

  test('never put the plaintext into an error', () => {
    const text = cipher.encrypt(NUMBER, place)
    const acts = [
      () => cipher.decrypt(NUMBER, place),
      () => cipher.decrypt(text, { ...place, row: 'other' }),
      () => createCipher({ keys: [second], hashSecret }).decrypt(text, place),
      () => cipher.encrypt(NUMBER, { ...place, tenant: '' }),
      () => cipher.lookup('', NUMBER, 'kp'),
    ]
    for (const act of acts) {
      const { message } = failure(act)
      expect(message).not.toContain(NUMBER)
      expect(message).not.toContain(text.slice(8))
    }
  })
})

describe('rotation', () => {
  const rotated = createCipher({ keys: [second, first], hashSecret })

  test('encrypts with the newest key and still opens what older ones sealed', () => {
    expect(rotated.encrypt(NUMBER, place)).toMatch(/^v1\.2025\./)
    expect(rotated.decrypt(cipher.encrypt(NUMBER, place), place)).toBe(NUMBER)
  })

  test('says which key is gone', () => {
    const dropped = createCipher({ keys: [second], hashSecret })
    expect(failure(() => dropped.decrypt(cipher.encrypt(NUMBER, place), place))).toEqual({
      code: 'KEY_UNKNOWN',
      message: 'No root key 2024 is configured',
    })
  })

  test('refuses a ciphertext relabelled with another key id', () => {
    const text = cipher.encrypt(NUMBER, place).replace('2024', '2025')
    expect(code(() => rotated.decrypt(text, place))).toBe('CIPHERTEXT_REFUSED')
    const sameSecret = createCipher({ keys: [first, { id: '2025', secret: first.secret }], hashSecret })
    expect(code(() => sameSecret.decrypt(text, place))).toBe('CIPHERTEXT_REFUSED')
  })

  test('leaves the lookup as it was', () => {
    expect(rotated.lookup('cnic', NUMBER, 'kp')).toBe(cipher.lookup('cnic', NUMBER, 'kp'))
  })
})

describe('lookup', () => {
  test('is the same each time, 43 characters, and no bare hash', () => {
    const found = cipher.lookup('cnic', NUMBER, 'kp')
    expect(found).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(cipher.lookup('cnic', NUMBER, 'kp')).toBe(found)
    expect(
      createCipher({ keys: [first], hashSecret: randomBytes(32) }).lookup('cnic', NUMBER, 'kp'),
    ).not.toBe(found)
  })

  test('differs by kind, number and tenant, and where they only run together', () => {
    const hashes = [
      cipher.lookup('cnic', NUMBER, 'kp'),
      cipher.lookup('bform', NUMBER, 'kp'),
      cipher.lookup('cnic', '9120112345672', 'kp'),
      cipher.lookup('cnic', NUMBER, 'punjab'),
      cipher.lookup('cnic9', '120112345671', 'kp'),
      cipher.lookup('cnic","9', '120112345671', 'kp'),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('does not come from an encryption key, even where the secrets are the same', () => {
    const shared = createCipher({ keys: [first], hashSecret: first.secret })
    const text = shared.encrypt(NUMBER, place)
    expect(shared.decrypt(text, place)).toBe(NUMBER)
    expect(shared.lookup('cnic', NUMBER, 'kp')).not.toBe(cipher.lookup('cnic', NUMBER, 'kp'))
  })
})

describe('createCipher', () => {
  test.each([
    ['no key', { keys: [], hashSecret }],
    ['two keys of one id', { keys: [first, { ...second, id: first.id }], hashSecret }],
    ['a short key', { keys: [{ id: 'a', secret: randomBytes(31) }], hashSecret }],
    ['a key id with a dot', { keys: [{ id: 'a.b', secret: randomBytes(32) }], hashSecret }],
    ['an empty key id', { keys: [{ id: '', secret: randomBytes(32) }], hashSecret }],
    ['a short hash secret', { keys: [first], hashSecret: randomBytes(16) }],
  ])('refuses %s', (_, keys) => {
    expect(code(() => createCipher(keys))).toBe('KEYS_INVALID')
  })
})

describe('a ciphertext of 2025', () => {
  test('opens for ever: format and derivation are a contract with stored rows', () => {
    const fixed = createCipher({
      keys: [{ id: 'k1', secret: Buffer.alloc(32, 1) }],
      hashSecret: Buffer.alloc(32, 2),
    })
    expect(
      fixed.decrypt('v1.k1.jm8I6kLJK1LwXV5F0zBB3xnkVyNmy4MojgbB5AYgjBJrRJcxOCN7Bg0', {
        tenant: 'kp',
        row: 'r',
        column: 'c',
      }),
    ).toBe(NUMBER)
    expect(fixed.lookup('cnic', NUMBER, 'kp')).toBe('bsAO8t1wxMd2Q_PuWnng4x9hkH0Rhe2jyk39dN4T9gQ')
  })
})
