import type { Asked } from './load.ts'
import type { BareRequest } from './server/bare.ts'
import type { Shape, Target } from './shape/shape.ts'

/** A server that is measured. */
export interface Contender {
  /** What a shape's goals call it by. */
  readonly name: string
  readonly title: string
  /** Its file in `server/`. */
  readonly server: string
  /** Its answers are OneWindow's own. */
  readonly alike: boolean
  /** What is asked of it, where it listens. */
  ask(shape: Shape, question: Question, url: string): Promise<Asked>
}

export interface Question {
  readonly tenant: string
  readonly area: string
  readonly token: string
  readonly target: Target
}

const json = { 'content-type': 'application/json' }

export const onewindow: Contender = {
  name: 'onewindow',
  title: 'OneWindow',
  server: 'onewindow',
  alike: true,
  ask: async ({ query }, { tenant, token, target }) => ({
    path: `/${tenant}/graphql`,
    headers: { ...json, authorization: `Bearer ${token}`, 'accept-language': 'en' },
    body: JSON.stringify({ query, variables: target.variables }),
  }),
}

/** OneWindow again, from the beginning of a list that is otherwise asked for from its middle. */
const firstPage: Contender = {
  ...onewindow,
  name: 'firstPage',
  title: 'OneWindow, page 1',
  alike: false,
  ask: (shape, question, url) =>
    onewindow.ask(shape, { ...question, target: { ...question.target, variables: {} } }, url),
}

export const bare: Contender = {
  name: 'bare',
  title: 'bare pg and node:http',
  server: 'bare',
  alike: true,
  ask: async ({ name }, { tenant, area, target }) => {
    const request: BareRequest = { tenant, areas: [area], values: target.values }
    return { path: `/${name}`, headers: json, body: JSON.stringify(request) }
  },
}

const postgraphile: Contender = {
  name: 'postgraphile',
  title: 'PostGraphile 5.1.5',
  server: 'postgraphile',
  alike: false,
  async ask({ postgraphile: { query, variables } }, { tenant, area, target }, url) {
    const headers = { ...json, 'x-tenant': tenant, 'x-areas': area }
    const place = { tenant, area }
    const own = await variables(target, async (asked, more) => {
      const body = JSON.stringify({ query: asked, variables: { ...place, ...more } })
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
      return response.text()
    })
    return {
      path: '/graphql',
      headers,
      body: JSON.stringify({ query, variables: { ...place, ...own } }),
    }
  },
}

const dataloader: Contender = {
  name: 'dataloader',
  title: 'Apollo Server with DataLoader',
  server: 'dataloader',
  alike: true,
  ask: async ({ query }, { tenant, area, target }) => ({
    path: '/graphql',
    headers: { ...json, 'x-tenant': tenant, 'x-areas': area },
    body: JSON.stringify({ query, variables: target.variables }),
  }),
}

const EVERYWHERE = [onewindow, bare, postgraphile, dataloader]

export const contendersOf = ({ goals }: Shape): readonly Contender[] =>
  goals[firstPage.name] === undefined ? EVERYWHERE : [...EVERYWHERE, firstPage]
