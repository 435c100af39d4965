import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { didYouMean } from '@onewindow/tenant'
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ScenarioError, type ScenarioProblem } from './problem.ts'
import { KEYS, type Scenario, scenarioSchema } from './scenario.ts'

type Path = readonly PropertyKey[]

/** A family as a policy officer wrote it. */
export interface ScenarioFile {
  /** `widow.yaml` */
  readonly file: string
  readonly scenario: Scenario
  /** A problem with what stands at this path of the file. */
  readonly problem: (path: Path, message: string) => ScenarioProblem
}

/**
 * Every `.yaml` file of a folder, by name. Throws `ScenarioError` with everything that is wrong in any of them.
 *
 * @example loadScenarios(new URL('../scenarios/', import.meta.url))
 */
export function loadScenarios(folder: URL): readonly ScenarioFile[] {
  const problems: ScenarioProblem[] = []
  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => {
      try {
        return [readScenario(new URL(file, folder))]
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error
        problems.push(...error.problems)
        return []
      }
    })
  if (problems.length > 0) throw new ScenarioError(problems)
  return files
}

/** One family. Throws `ScenarioError` with every place where something is wrong. */
export function readScenario(url: URL): ScenarioFile {
  const file = fileURLToPath(url)
  const lineCounter = new LineCounter()
  const document = parseDocument(readFileSync(url, 'utf8'), { lineCounter, prettyErrors: false })
  const problem: ScenarioFile['problem'] = (path, message) => ({
    file,
    ...positionOf(document, lineCounter, path),
    path: path.map(String).join('.'),
    message,
  })
  if (document.errors.length > 0) {
    throw new ScenarioError(
      document.errors.map(({ message, pos: [offset] }) => ({
        ...problem([], message),
        ...at(lineCounter, offset),
      })),
    )
  }
  const parsed = scenarioSchema.safeParse(document.toJS())
  if (parsed.success) return { file: basename(file), scenario: parsed.data, problem }
  throw new ScenarioError(
    parsed.error.issues.flatMap(plainIssues).map(({ path, message }) => problem(path, message)),
  )
}

const at = (lineCounter: LineCounter, offset: number) => {
  const { line, col: column } = lineCounter.linePos(offset)
  return { line, column }
}

/** Where the key or item stands; or, if it is not there, what it would stand in. */
function positionOf(document: Document.Parsed, lineCounter: LineCounter, path: Path) {
  let node: unknown = document.contents
  let offset: number | undefined
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (!pair) break
      offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      offset = isMap(node) || isScalar(node) || isSeq(node) ? node.range?.[0] : offset
    }
  }
  return offset === undefined ? {} : at(lineCounter, offset)
}

/** Of a union, what is wrong with the form that was meant; of unknown keys, each at its own place. */
function plainIssues(issue: z.core.$ZodIssue): { path: Path; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key.${didYouMean(key, KEYS)}`,
    }))
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((issues) =>
      issues.every(({ path, code }) => path.length > 0 || code !== 'invalid_type'),
    )
    if (meant) {
      return meant
        .flatMap(plainIssues)
        .map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
    }
  }
  return [{ path: issue.path, message: issue.message }]
}
