import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { SurveyFileError } from '../problem.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'] as const
export type TextEncoding = (typeof ENCODINGS)[number]

const SAMPLE = 65_536

/**
 * Which of the encodings that survey files come in a file is in. Where a few characters of UTF-8 are damaged it stays
 * UTF-8: their cells are reported.
 *
 * @throws SurveyFileError `ENCODING_UNKNOWN`
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const head = await readHead(path)
  const wide = detectUtf16(head)
  if (wide) return wide
  const sample = await findInvalidUtf8(path)
  if (sample === undefined) return 'utf-8'
  if (hasControls(sample) || hasControls(head)) throw unknown()
  const text = new TextDecoder('utf-8').decode(sample)
  const lost = count(text, /\uFFFD/g)
  if (lost * 20 <= count(text, /\P{ASCII}/gu)) return 'utf-8'
  // Every byte is some character of Windows-1256: only Arabic letters tell it from Latin code pages.
  const arabic = new TextDecoder('windows-1256').decode(sample)
  const letters = count(arabic, /[\u0620-\u06D3]/g)
  if (letters * 10 >= count(arabic, /\P{ASCII}/gu) * 8) return 'windows-1256'
  throw unknown()
}

const unknown = () => new SurveyFileError([{ line: 1, code: 'ENCODING_UNKNOWN' }])

export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** By its mark, or by the zero that stands beside each ASCII sign. */
function detectUtf16(head: Buffer): TextEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  for (const [index, byte] of head.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++
  // Delimiters and digits are ASCII, so that even a header in Urdu has many.
  if (odd > head.length / 20 && even === 0) return 'utf-16le'
  if (even > head.length / 20 && odd === 0) return 'utf-16be'
  return undefined
}

/** The part of the file in which something is not UTF-8; a character cut off by the end of the file is. */
async function findInvalidUtf8(path: string): Promise<Buffer | undefined> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    const end = completeUntil(bytes)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole)) return bytes
    if (whole.includes(0)) throw unknown()
    rest = Buffer.from(bytes.subarray(end))
  }
  return rest.length > 3 ? rest : undefined
}

/** Where the last complete character ends. */
function completeUntil(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
const hasControls = (bytes: Buffer): boolean => bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32))

/** The file as text, piece by piece, without its mark. */
export async function* readText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    const text = decoder.decode(chunk as Buffer, { stream: true })
    if (text !== '') yield text
  }
  const last = decoder.decode()
  if (last !== '') yield last
}
