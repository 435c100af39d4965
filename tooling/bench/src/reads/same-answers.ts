import { isDeepStrictEqual } from 'node:util'
import { type Contender, onewindow } from './contender.ts'
import type { Entrant } from './measure.ts'
import type { Asked } from './process.ts'

/** A comparison of servers that answer differently says nothing. */
export async function sameAnswers(entrants: readonly Entrant[]): Promise<void> {
  for (const [index, expected] of (await answersOf(entrants, onewindow)).entries()) {
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

/** What this one answers to each of its requests. */
export async function answersOf(
  entrants: readonly Entrant[],
  contender: Contender,
): Promise<readonly string[]> {
  const entrant = entrants.find((one) => one.contender === contender)
  if (!entrant) throw new Error(`${contender.title} is measured`)
  const answers = []
  for (const request of entrant.requests) answers.push(await answerOf(entrant, request))
  return answers
}

const isAlike = (one: string, other: string): boolean => isDeepStrictEqual(JSON.parse(one), JSON.parse(other))

async function answerOf({ server }: Entrant, { path, headers, body }: Asked): Promise<string> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  return response.text()
}
