import Table from 'cli-table3'
import { type Ask, withTenant } from '../ask.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'

export interface FlagsOptions {
  readonly tenant?: string
  readonly kind?: string
  readonly state?: string
  readonly area?: string
  readonly since?: string
  readonly language?: string
  readonly format: 'text' | 'csv' | 'json'
}

interface Flag {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly area: { readonly id: string; readonly name: string }
  readonly account: string | null
  readonly accountName: string | null
  readonly sensitive: boolean
  readonly households: readonly { readonly reference: string }[]
  readonly programmes: readonly { readonly id: string }[]
  readonly fact: string | null
  readonly evidence: readonly { readonly key: string; readonly value: string }[]
  readonly text: string
  readonly raisedAt: string
}

interface Page {
  readonly flags: {
    readonly edges: readonly { readonly node: Flag }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

const FLAGS = `query ($after: String, $kind: FlagKind, $state: FlagState, $area: ID, $since: Date) {
  flags(first: 100, after: $after, kind: $kind, state: $state, area: $area, since: $since) {
    edges { node { id kind state area { id name } account accountName sensitive households { reference } programmes { id } fact
      evidence { key value } text raisedAt } } pageInfo { hasNextPage endCursor } } }`

/** `onewindow flags`: what district officers have to look at. */
export const runFlags = (
  terminal: Terminal,
  installation: Installation,
  { tenant, format, language, ...filter }: FlagsOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'flags' }, async ({ ask, release }) => {
    const spoken = language ?? release.definition.locales[0]?.id ?? 'en'
    const flags = (await read(ask, filter, spoken)).map(withoutSensitive)
    if (format === 'json') print(terminal, JSON.stringify(flags, null, 2))
    else if (format === 'csv') print(terminal, csv(flags))
    else print(terminal, text(terminal, flags))
  })

async function read(ask: Ask, filter: object, language: string): Promise<readonly Flag[]> {
  const all: Flag[] = []
  for (let after: string | null = null; ; ) {
    const { flags } = (await ask(FLAGS, { ...filter, after }, language)) as Page // the document's shape
    all.push(...flags.edges.map(({ node }) => node))
    if (!flags.pageInfo.hasNextPage) return all
    after = flags.pageInfo.endCursor
  }
}

/** What would tell something sensitive of a family goes to no terminal and into no file. */
const withoutSensitive = (flag: Flag): Flag =>
  flag.sensitive ? { ...flag, households: [], programmes: [], fact: null } : flag

const references = ({ sensitive, households }: Flag): string =>
  sensitive ? '(withheld)' : households.map(({ reference }) => reference).join(' ')

function text({ stdout }: Pick<Terminal, 'stdout'>, flags: readonly Flag[]): string {
  const rows = flags.map((flag) => [
    flag.raisedAt.slice(0, 10),
    flag.area.name,
    flag.text,
    references(flag),
    flag.programmes.map(({ id }) => id).join(' '),
    flag.accountName ?? flag.account ?? '',
    flag.state,
  ])
  const counts = [...Map.groupBy(flags, ({ kind }) => kind)].map(([kind, of]) => `${kind} ${of.length}`)
  const summary = counts.length > 0 ? counts.join(', ') : 'Nothing to look at.'
  if (!stdout.isTTY) return [...rows.map((row) => row.join('\t')), summary].join('\n')
  const table = new Table({
    head: ['Raised', 'Area', 'What', 'Households', 'Programmes', 'By', 'State'],
    style: { head: [], border: [] },
    colWidths: [12, 16, 44, 16, 18, 18, 11],
    wordWrap: true,
  })
  table.push(...rows)
  return `${table.toString()}\n${summary}`
}

/** Ids, codes, days and numbers alone, so that nothing needs quoting. */
const csv = (flags: readonly Flag[]): string =>
  [
    'id,raised,kind,state,area,account,households,programmes,fact,evidence',
    ...flags.map((flag) =>
      [
        flag.id,
        flag.raisedAt.slice(0, 10),
        flag.kind,
        flag.state,
        flag.area.id,
        flag.account ?? '',
        references(flag),
        flag.programmes.map(({ id }) => id).join(' '),
        flag.fact ?? '',
        flag.evidence.map(({ key, value }) => `${key}=${value}`).join(' '),
      ].join(','),
    ),
  ].join('\n')
