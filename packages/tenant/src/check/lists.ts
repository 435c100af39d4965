import { LISTED_DECISIONS, LISTED_STATES, type ListLayout } from '../definition.ts'
import type { Checked } from './checked.ts'

/** A list speaks of programmes of its institution, in words of its kind, under headers that are told apart. */
export function checkLists({ definition, report, refer }: Checked) {
  for (const list of definition.lists ?? []) {
    const path = `lists.${list.id}`
    refer('institution', list.institution, `${path}.institution`)
    for (const { kind } of list.documents) refer('identifier', kind, `${path}.documents.${kind}`)
    const { programme } = list
    const programmes = typeof programme === 'string' ? [programme] : Object.values(programme.codes)
    for (const id of programmes) {
      refer('programme', id, `${path}.programme.${id}`)
      const owner = definition.programmes.find((each) => each.id === id)?.institution
      const known = definition.institutions.some((each) => each.id === list.institution)
      if (known && owner !== undefined && owner !== list.institution)
        report('LIST_LAYOUT', `${path}.programme.${id}`, {
          message: `${id} is ${owner}’s programme, not ${list.institution}’s`,
          fix: 'A list is about programmes of its own institution.',
        })
    }
    const words: readonly string[] = list.kind === 'enrolments' ? LISTED_STATES : LISTED_DECISIONS
    for (const [code, state] of Object.entries(list.status?.codes ?? {}))
      if (!words.includes(state))
        report('LIST_LAYOUT', `${path}.status.codes.${code}`, {
          message: `a list of ${list.kind} cannot say ${state}`,
          fix: `Use one of ${words.join(', ')}.`,
        })
    if (list.kind === 'decisions' && list.complete !== undefined)
      report('LIST_LAYOUT', `${path}.complete`, {
        message: 'a list of decisions is of those decided, not of everyone',
        fix: 'Leave `complete` out.',
      })
    checkHeaders(list, path, report)
  }
}

function checkHeaders(list: ListLayout, path: string, report: Checked['report']) {
  const { amount, ...columns } = list.columns
  const all = [
    ...Object.values(columns),
    ...list.documents.map(({ headers }) => headers),
    ...[amount, list.issuer, list.status].map((column) => column?.headers ?? []),
    ...(typeof list.programme === 'string' ? [] : [list.programme.headers]),
  ]
  const seen = new Set<string>()
  for (const header of all.flat()) {
    const folded = header.trim().toLowerCase()
    if (seen.has(folded))
      report('LIST_LAYOUT', `${path}.columns`, {
        message: `two columns are called “${header}”`,
        fix: 'Each column needs headers of its own.',
      })
    seen.add(folded)
  }
}
