import { fileURLToPath } from 'node:url'
import {
  Application,
  type Comment,
  type DeclarationReflection,
  ReflectionKind,
  type SignatureReflection,
} from 'typedoc'

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

/** What is imported from where, by whoever builds on OneWindow. */
const ENTRIES = [
  ['@onewindow/tenant', 'packages/tenant/src/index.ts', 'for authors of a tenant'],
  ['@onewindow/rules', 'packages/rules/src/index.ts', 'the rule language'],
  ['@onewindow/cli', 'packages/cli/src/index.ts', 'the configuration of an installation'],
  ['@onewindow/core/extension', 'packages/core/src/extension.ts', 'for extensions'],
  ['@onewindow/client', 'packages/client/src/index.ts', 'for programs that use the API'],
  ['@onewindow/testkit', 'packages/testkit/src/index.ts', 'for tests of tenants and extensions'],
  ['@onewindow/core', 'packages/core/src/index.ts', 'for processes that serve or work'],
] as const

/** The public names of the packages with what their sources say of them, as one page. */
export async function printReference(): Promise<string> {
  const pages: string[] = []
  for (const [name, file, what] of ENTRIES)
    pages.push(`## ${name}\n\n${capitalised(what)}.\n\n${await printEntry(file)}`)
  return [
    '# Reference',
    'Made from the source; the first sentence of each, with its form. The whole text stands beside the code, and in an editor.',
    ...pages,
    '',
  ].join('\n\n')
}

async function printEntry(file: string): Promise<string> {
  const application = await Application.bootstrap({
    entryPoints: [REPOSITORY + file],
    tsconfig: `${REPOSITORY}${file.split('/src/')[0]}/tsconfig.json`,
    skipErrorChecking: true,
    readme: 'none',
    logLevel: 'Error',
    disableGit: true,
    sourceLinkTemplate: '{path}',
  })
  const project = await application.convert()
  if (!project) throw new Error(`${file} could not be read`)
  return (project.children ?? [])
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(printOne)
    .join('\n')
}

function printOne(one: DeclarationReflection): string {
  const signature = one.signatures?.[0]
  const says = sentence(signature?.comment ?? one.comment)
  const form = signature
    ? printSignature(signature)
    : `${KINDS[one.kind] ?? ''}${one.name}${printFields(one)}`
  return `- \`${form}\`${says && ` — ${says}`}`
}

const printFields = ({ kind, children = [] }: DeclarationReflection): string =>
  kind === ReflectionKind.Interface
    ? ` { ${children.map(({ name, flags }) => `${name}${flags.isOptional ? '?' : ''}`).join(', ')} }`
    : ''

const KINDS: Readonly<Record<number, string>> = {
  [ReflectionKind.Interface]: 'interface ',
  [ReflectionKind.TypeAlias]: 'type ',
  [ReflectionKind.Class]: 'class ',
  [ReflectionKind.Variable]: 'const ',
}

const printSignature = ({ name, parameters = [], type }: SignatureReflection): string =>
  `${name}(${parameters.map((parameter) => `${parameter.name}${parameter.flags.isOptional ? '?' : ''}: ${oneLine(parameter.type)}`).join(', ')}): ${oneLine(type)}`

/** Types are shown as far as they fit a line. */
const oneLine = (type: unknown): string => {
  const text = String(type ?? 'unknown').replaceAll(/\s+/g, ' ')
  return text.length > 60 ? '{ … }' : text
}

const sentence = (comment: Comment | undefined): string => {
  const text = (comment?.summary ?? [])
    .map((part) => part.text)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return /^.*?\.(?= [A-Z`]|$)/.exec(text)?.[0] ?? text
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
