import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** The column of a row that a ciphertext belongs to; it opens nowhere else. */
export interface Place {
  readonly tenant: string
  readonly row: string
  readonly column: string
}

export interface CipherKeys {
  /** Root keys of 32 bytes, newest first: the first encrypts, all decrypt. Ids of 1 to 32 letters, digits, `-`, `_`. */
  readonly keys: readonly { readonly id: string; readonly secret: Uint8Array }[]
  /** 32 bytes for `lookup`. Stays when root keys rotate: changing it means computing every stored hash again. */
  readonly hashSecret: Uint8Array
}

export interface Cipher {
  /** `v1.<key id>.<base64url of nonce, ciphertext, tag>`, another one each time. */
  encrypt(plain: string, place: Place): string
  /** @throws CipherError */
  decrypt(text: string, place: Place): string
  /** 43 characters by which an identifier is found exactly, the same each time for one kind, number and tenant. */
  lookup(kind: string, normalisedNumber: string, tenant: string): string
}

export const CIPHER_ERRORS = [
  /** The root keys or the hash secret cannot be used; the message says which. */
  'KEYS_INVALID',
  /** Tenant, row, column or kind is empty. */
  'PLACE_INVALID',
  /** Not a text that `encrypt` makes. */
  'CIPHERTEXT_MALFORMED',
  /** Made with a root key that is not, or no longer, configured. */
  'KEY_UNKNOWN',
  /** Changed, moved from another tenant, row or column, or made with another key of the same id. */
  'CIPHERTEXT_REFUSED',
] as const
export type CipherErrorCode = (typeof CIPHER_ERRORS)[number]

/** Never holds plaintext, ciphertext or key material. */
export class CipherError extends Error {
  override readonly name = 'CipherError'
  readonly code: CipherErrorCode

  constructor(code: CipherErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Encrypts identifiers with AES-256-GCM and finds them by a keyed hash. Each tenant has its own keys, derived from the
 * root keys by HKDF-SHA-256 (RFC 5869), so that one tenant's key opens nothing of another's.
 *
 * To rotate, put a new root key first and encrypt again what `v1.<new id>.` does not begin; then drop the old key.
 *
 * @example
 * const cipher = createCipher({ keys: [{ id: '2025', secret }], hashSecret })
 * const text = cipher.encrypt('9120112345671', { tenant: 'kp', row: id, column: 'number' })
 */
export function createCipher({ keys, hashSecret }: CipherKeys): Cipher {
  const [newest] = keys
  if (!newest) throw new CipherError('KEYS_INVALID', 'No root key is given')
  const roots = new Map(keys.map(({ id, secret }) => [id, secret]))
  if (roots.size < keys.length) throw new CipherError('KEYS_INVALID', 'Two root keys have the same id')
  for (const [id, secret] of [...roots, ['hashSecret', hashSecret] as const]) {
    if (!KEY_ID.test(id))
      throw new CipherError('KEYS_INVALID', 'A key id has other characters than letters, digits, - and _')
    if (secret.length !== 32)
      throw new CipherError('KEYS_INVALID', `The secret of ${id} is not 32 bytes long`)
  }

  // A derivation costs more than what it is for, and so does making a key of bytes for each use.
  const derived = new Map<string, KeyObject>()
  const derive = (
    secret: Uint8Array,
    purpose: string,
    { tenant, root }: { tenant: string; root: string },
  ): KeyObject => {
    const name = JSON.stringify([purpose, root, tenant])
    const key =
      derived.get(name) ??
      createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), encode([purpose, tenant]), 32)))
    derived.set(name, key)
    return key
  }

  return {
    encrypt(plain, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(
        'aes-256-gcm',
        derive(newest.secret, ENCRYPTION, { tenant: place.tenant, root: newest.id }),
        nonce,
      )
      cipher.setAAD(binding(newest.id, place))
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${newest.id}.${sealed.toString('base64url')}`
    },

    decrypt(text, place) {
      const [, id = '', encoded = ''] = FORMAT.exec(text) ?? []
      const sealed = Buffer.from(encoded, 'base64url')
      // Node skips stray last bits, so that two texts would mean one ciphertext.
      if (sealed.length < NONCE + TAG || sealed.toString('base64url') !== encoded)
        throw new CipherError('CIPHERTEXT_MALFORMED', 'This is not a ciphertext')
      const root = roots.get(id)
      if (!root) throw new CipherError('KEY_UNKNOWN', `No root key ${id} is configured`)
      const cipher = createDecipheriv(
        'aes-256-gcm',
        derive(root, ENCRYPTION, { tenant: place.tenant, root: id }),
        sealed.subarray(0, NONCE),
      )
      cipher.setAAD(binding(id, place))
      cipher.setAuthTag(sealed.subarray(-TAG))
      try {
        return cipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + cipher.final('utf8')
      } catch {
        throw new CipherError(
          'CIPHERTEXT_REFUSED',
          'The ciphertext was changed, moved, or made with another key',
        )
      }
    },

    lookup(kind, normalisedNumber, tenant) {
      return createHmac('sha256', derive(hashSecret, LOOKUP, { tenant, root: '' }))
        .update(encode([kind, normalisedNumber]))
        .digest('base64url')
    },
  }
}

const NONCE = 12
const TAG = 16
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/
const FORMAT = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/
const ENCRYPTION = 'onewindow identifier encryption v1'
const LOOKUP = 'onewindow identifier lookup v1'

/** Part boundaries stay unmistakable whatever the parts hold. */
function encode(parts: readonly string[]): Buffer {
  if (parts.includes(''))
    throw new CipherError('PLACE_INVALID', 'Tenant, row, column, kind and number may not be empty')
  return Buffer.from(JSON.stringify(parts))
}

const binding = (keyId: string, { tenant, row, column }: Place) => encode(['v1', keyId, tenant, row, column])
