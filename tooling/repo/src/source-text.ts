import { posix } from 'node:path'
import type { SourceFile } from './repository.ts'

export const isTypeScript = ({ path }: SourceFile): boolean => /\.tsx?$/.test(path)
export const isTest = ({ path }: SourceFile): boolean =>
  /\.(test|fixture)\.tsx?$/.test(path) || path.split('/').includes('test')

const STRING_OR_COMMENT =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g

/** The text without its comments: what the machine reads. */
export const withoutComments = ({ path, text }: SourceFile): string =>
  path.endsWith('.sql')
    ? text.replace(/--[^\n]*/g, '')
    : text.replace(STRING_OR_COMMENT, (found) => (found.startsWith('/') ? '' : found))

const IMPORT =
  /^\s*(?:import|export)(\s[^'"`;]*?)from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

export interface Import {
  /** As written: `@onewindow/rules`, `./table.ts`. */
  readonly specifier: string
  /** For a relative import: the path from the root of the repository. */
  readonly target?: string
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean
}

/** What a file imports, types and dynamic imports too. */
export function importsOf(file: SourceFile): readonly Import[] {
  return [...withoutComments(file).matchAll(IMPORT)].map(([, clause = '', from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? ''
    const named =
      /^\s*\{([^}]*)\}\s*$/
        .exec(clause)?.[1]
        ?.split(',')
        .filter((name) => name.trim() !== '') ?? []
    return {
      specifier,
      ...(specifier.startsWith('.') ? { target: posix.join(posix.dirname(file.path), specifier) } : {}),
      typesOnly:
        /^\s*type\s/.test(clause) || (named.length > 0 && named.every((name) => /^\s*type\s/.test(name))),
    }
  })
}
