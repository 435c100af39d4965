import type { Comparison } from '../expression.ts'

/** Two expressions that may be used more than once; the same text where the value is exact or unknown. */
export interface BoundsSql {
  readonly lo: string
  readonly hi: string
}

const operators = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '=', ne: '<>' }

/** A nullable boolean: true or false only where the bounds decide. A null bound decides nothing, as in SQL. */
export function compareToSql(how: Comparison, a: BoundsSql, b: BoundsSql): string {
  if (a.lo === a.hi && b.lo === b.hi) return `(${a.lo} ${operators[how]} ${b.lo})`
  const same = `${a.lo} = ${a.hi} and ${b.lo} = ${b.hi} and ${a.lo} = ${b.lo}`
  const apart = `${a.hi} < ${b.lo} or ${b.hi} < ${a.lo}`
  switch (how) {
    case 'lt':
      return decide(`${a.hi} < ${b.lo}`, `${a.lo} >= ${b.hi}`)
    case 'le':
      return decide(`${a.hi} <= ${b.lo}`, `${a.lo} > ${b.hi}`)
    case 'gt':
      return decide(`${a.lo} > ${b.hi}`, `${a.hi} <= ${b.lo}`)
    case 'ge':
      return decide(`${a.lo} >= ${b.hi}`, `${a.hi} < ${b.lo}`)
    case 'eq':
      return decide(same, apart)
    case 'ne':
      return decide(apart, same)
  }
}

const decide = (yes: string, no: string) => `case when ${yes} then true when ${no} then false end`
