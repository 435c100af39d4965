import { createHash } from 'node:crypto'
import { type Cipher, createCipher } from '@onewindow/core'
import { type Config, loadConfig } from '@onewindow/server'
import { Failure } from './failure.ts'

/** The environment's variables, read. */
export interface Settings {
  readonly config: Config
  /** `ONEWINDOW_OWNER_URL`, the role that migrates. It is no setting of the server, which has no use for that role. */
  readonly ownerUrl: string | null
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { ONEWINDOW_OWNER_URL: ownerUrl, ...rest } = environment
  if (ownerUrl && !/^postgres(ql)?:\/\//.test(ownerUrl))
    throw new Failure('ONEWINDOW_OWNER_URL: must be a connection string, postgres://…')
  return { config: loadConfig(rest), ownerUrl: ownerUrl || null }
}

/** A key's id is made from the key, so that nobody can give another key the same one. */
export function cipherOf({ encryptionKeys, lookupKey }: Config): Cipher {
  const keys = encryptionKeys.map((key) => {
    const secret = Buffer.from(key, 'base64')
    return { id: createHash('sha256').update(secret).digest('hex').slice(0, 8), secret }
  })
  return createCipher({ keys, hashSecret: Buffer.from(lookupKey, 'base64') })
}
