import type { TextEncoding } from '../src/index.ts'

const TABLE = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
    byte,
  ]),
)

/** The text as a file in this encoding. */
export function encode(text: string, encoding: TextEncoding, mark: boolean): Buffer {
  if (encoding === 'utf-8') return Buffer.from((mark ? '\uFEFF' : '') + text)
  if (encoding === 'windows-1256')
    return Buffer.from(
      [...text].map((letter) => {
        const byte = TABLE.get(letter)
        if (byte === undefined) throw new Error(`Windows-1256 has no ${letter}`)
        return byte
      }),
    )
  const wide = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return encoding === 'utf-16le' ? wide : wide.swap16()
}
