import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { generateList, listHeader, listLine } from '@onewindow/survey'
import { misused } from '../failure.ts'
import type { Installation } from '../installation.ts'
import { step } from '../progress.ts'
import { requireWritable } from '../screen/slip-file.ts'
import type { Terminal } from '../terminal.ts'
import { chooseCalibration } from './generate.ts'

export interface GenerateListOptions {
  readonly file: string
  readonly tenant?: string
  readonly institution: string
  /** A layout’s id; the institution’s first without it. */
  readonly list?: string
  readonly lines: number
  readonly households: number
  readonly seed: number
  readonly asOf?: string
  /** Percent, as the next two. */
  readonly misspelt: number
  readonly strangers: number
  readonly undocumented: number
}

/** `onewindow generate list`: people of the made-up households of the same seed, and some who are in none of them. */
export async function runGenerateList(
  terminal: Terminal,
  installation: Installation,
  options: GenerateListOptions,
): Promise<void> {
  const { definition, calibration } = chooseCalibration(terminal, installation, options.tenant)
  const { institution, list, lines, households, seed, misspelt, strangers, undocumented } = options
  const layout = definition.lists?.find(
    (each) => each.institution === institution && (list === undefined || each.id === list),
  )
  if (!layout)
    throw misused(
      `There is no such list. Those of this tenant: ${definition.lists?.map(({ id }) => id).join(', ') ?? 'none'}.`,
    )
  const path = resolve(terminal.directory, options.file)
  await requireWritable(path)
  await step(terminal, {
    name: `${lines} lines`,
    async run(report) {
      const file = createWriteStream(path)
      file.write(`\uFEFF${listLine(listHeader(layout))}`)
      let written = 0
      for (const { cells } of generateList({
        definition,
        calibration,
        layout,
        households,
        seed,
        lines,
        asOf: options.asOf ?? calibration.day,
        misspelt: misspelt / 100,
        strangers: strangers / 100,
        undocumented: undocumented / 100,
      })) {
        terminal.stopped.throwIfAborted()
        if (!file.write(listLine(cells))) await once(file, 'drain')
        if (++written % 2_000 === 0) report({ done: written, total: lines })
      }
      file.end()
      await finished(file)
    },
    done: () => options.file,
  })
  if (!/synthetic|demo/i.test(basename(path)))
    terminal.stderr.write('! Call it synthetic-… so that nobody takes these people for real ones.\n')
}
