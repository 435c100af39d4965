import { isDeepStrictEqual } from 'node:util'
import { onewindow } from './contender.ts'
import type { Entrant } from './measure.ts'
import type { Asked } from './process.ts'

/** A comparison of servers that answer differently says nothing. */
export async function sameAnswers(entrants: readonly Entrant[]): Promise<void> {
  const own = entrants.find(({ contender }) => contender === onewindow)
  if (!own) throw new Error('OneWindow is measured')
  for (const [index, request] of own.requests.entries()) {
    const expected = await answerOf(own, request)
    for (const entrant of entrants) {
      const { contender, requests } = entrant
      const asked = requests[index]
      if (!asked || contender === onewindow) continue
      const answer = await answerOf(entrant, asked)
      const fails = answer.includes('"errors"') || (contender.alike && !isAlike(expected, answer))
      if (fails)
        throw new Error(
          `${contender.title} answers otherwise to ${asked.body}:\n${expected.slice(0, 1_500)}\n${answer.slice(0, 1_500)}`,
        )
    }
  }
}

const isAlike = (one: string, other: string): boolean => isDeepStrictEqual(JSON.parse(one), JSON.parse(other))

async function answerOf({ server }: Entrant, { path, headers, body }: Asked): Promise<string> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  return response.text()
}
