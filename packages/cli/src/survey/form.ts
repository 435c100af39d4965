import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { renderForm } from '@onewindow/survey'
import { Failure, misused } from '../failure.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { requireWritable } from '../screen/slip-file.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import type { Terminal } from '../terminal.ts'

export interface FormOptions {
  readonly file: string
  readonly tenant?: string
  readonly language?: string
  readonly second?: string
  readonly members: number
}

/** `onewindow form`: the paper whose numbers are the columns of a survey file. */
export async function runForm(
  terminal: Terminal,
  installation: Installation,
  { file, tenant, language, second, members }: FormOptions,
): Promise<void> {
  const defined = chooseTenant(installation, tenant)
  const definition = showDiagnostics(terminal, defined)
  if (!definition) throw new Failure(`The definition of ${defined.id} has errors.`)
  const known = definition.locales.map(({ id }) => id)
  for (const named of [language, second])
    if (named !== undefined && !known.includes(named))
      throw misused(`${definition.id} does not speak ${named}. It speaks: ${known.join(', ')}.`)
  const path = resolve(terminal.directory, file)
  await requireWritable(path)
  await writeFile(path, renderForm(definition, { language: language ?? known[0] ?? 'en', second, members }))
  terminal.stderr.write(`The form is in ${file}.\n`)
}
