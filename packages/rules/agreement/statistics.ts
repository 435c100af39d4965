import type { Expression } from '../src/expression.ts'
import { partsOf, visit } from '../src/walk.ts'
import type { Batch, Readings, Value } from '../test/readings.ts'

/** What a corpus held, so that agreement about nothing does not pass for agreement. */
export class Statistics {
  expressions = 0
  readonly values = { true: 0, false: 0, unknown: 0 }
  readonly numbers = { exact: 0, interval: 0, halfOpen: 0, unbounded: 0 }
  unsafe = 0
  readonly depths: number[] = []
  readonly withNode = new Map<string, number>()
  /** Expressions that gave different units different values. */
  discerning = 0

  add(batch: Batch, readings: Readings): void {
    batch.expressions.forEach(({ expression }, i) => {
      const values = [...(readings[i] ?? new Map<string, Value>()).values()]
      this.expressions++
      this.depths[depthOf(expression)] = (this.depths[depthOf(expression)] ?? 0) + 1
      if (new Set(values.map((value) => JSON.stringify(value))).size > 1) this.discerning++
      for (const node of nodesOf(expression)) this.withNode.set(node, (this.withNode.get(node) ?? 0) + 1)
      for (const value of values) this.count(value)
    })
  }

  private count(value: Value | undefined): void {
    if (value === undefined) this.unsafe++
    else if (value === null) this.values.unknown++
    else if (typeof value === 'boolean') this.values[value ? 'true' : 'false']++
    else if (value[0] === null || value[1] === null)
      this.numbers[value[0] === value[1] ? 'unbounded' : 'halfOpen']++
    else this.numbers[value[0] === value[1] ? 'exact' : 'interval']++
  }

  /** Share of expressions that hold such a node. */
  share(node: string): number {
    return (this.withNode.get(node) ?? 0) / this.expressions
  }

  toString(): string {
    const percent = (counts: Readonly<Record<string, number>>) => {
      const total = Object.values(counts).reduce((sum, each) => sum + each, 0)
      return Object.entries(counts)
        .map(([name, each]) => `${name} ${((100 * each) / total).toFixed(1)} %`)
        .join(', ')
    }
    const nodes = [...this.withNode.keys()]
      .sort()
      .map((node) => `${node} ${(100 * this.share(node)).toFixed(1)} %`)
    return [
      `${this.expressions} expressions`,
      `truth values: ${percent(this.values)}`,
      `numbers: ${percent(this.numbers)}; left out as too large: ${this.unsafe}`,
      `depth: ${this.depths.map((each, depth) => `${depth}: ${each}`).join(', ')}`,
      `tell units apart: ${((100 * this.discerning) / this.expressions).toFixed(1)} %`,
      `expressions with: ${nodes.join(', ')}`,
    ].join('\n  ')
  }
}

const depthOf = (expression: Expression): number =>
  1 + Math.max(-1, ...partsOf(expression).map((part) => depthOf(part.expression)))

function nodesOf(expression: Expression): ReadonlySet<string> {
  const nodes = new Set<string>()
  visit(expression, (node) => {
    nodes.add(node.op)
    if (node.op === 'any' || node.op === 'count' || node.op === 'sum')
      nodes.add('aggregate').add(node.over.kind)
    if (node.op === 'fact' && node.roundOf !== undefined) nodes.add('round')
    if (node.op === 'fact' && node.type === 'date') nodes.add('date fact')
  })
  return nodes
}
