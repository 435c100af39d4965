import { readFileSync } from 'node:fs'

export interface Block {
  /** What stands behind the language: ```` ```sh recover ````. Empty where nothing does. */
  readonly name: string
  readonly language: string
  readonly text: string
}

/** The fenced code of a page in `docs/`, or of `../README.md`, in its order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```(\w+) ?([\w-]*)\n(.*?)^```$/gms)].map(
    ([, language = '', name = '', code = '']) => ({
      language,
      name,
      text: code,
    }),
  )
}
