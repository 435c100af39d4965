import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../templates')

/** Texts by path from the folder that is created. */
export type Files = ReadonlyMap<string, string>

/**
 * A template of this package with its blanks (`{{slug}}`) filled in.
 *
 * @throws Error for a blank that nothing fills
 */
export const fillTemplate = (template: string, blanks: Readonly<Record<string, string>>): Files =>
  new Map(
    globSync('**/*.template', { cwd: join(FOLDER, template) }).map((path) => [
      path.replace(/\.template$/, '').replace(/^gitignore$/, '.gitignore'),
      readFileSync(join(FOLDER, template, path), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, blank: string) => {
        const text = blanks[blank]
        if (text === undefined) throw new Error(`${template}/${path} has a blank that is not known: ${blank}`)
        return text
      }),
    ]),
  )
