import { createHash } from 'node:crypto'
import { type Cipher, createCipher } from '@onewindow/core'
import { type Config, loadConfig } from '@onewindow/server'

/** The environment's variables, read. */
export interface Settings {
  readonly config: Config
  /** `ONEWINDOW_OWNER_URL`, the role that migrates. It is no setting of the server, which has no use for that role. */
  readonly ownerUrl: string | null
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { ONEWINDOW_OWNER_URL: ownerUrl, ...rest } = environment
  return { config: loadConfig(rest), ownerUrl: ownerUrl || null }
}

/** The key's id is made from the key, so that nobody can give another key the same one. */
export function cipherOf({ encryptionKey }: Config): Cipher {
  const secret = Buffer.from(encryptionKey, 'base64')
  const id = createHash('sha256').update(secret).digest('hex').slice(0, 8)
  return createCipher({ keys: [{ id, secret }], hashSecret: secret })
}
