import { access, constants, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure } from '../failure.ts'

/** Before anything is screened and kept: a screening without its slip would have to be done again. */
export async function requireWritable(file: string): Promise<void> {
  try {
    const found = await stat(file).catch(() => null)
    if (found?.isDirectory()) throw new Error('It is a folder.')
    if (!found && !(await stat(dirname(file))).isDirectory()) throw new Error('It would not be in a folder.')
    await access(found ? file : dirname(file), constants.W_OK)
  } catch (error) {
    throw notWritten(file, error)
  }
}

export async function writeSlip(file: string, slip: string): Promise<void> {
  await writeFile(file, slip).catch((error: unknown) => {
    throw notWritten(file, error)
  })
}

const notWritten = (file: string, error: unknown): Failure =>
  new Failure(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
