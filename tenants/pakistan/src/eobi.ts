import { divide, greatest, multiply, numberFact, parameter, unit } from '@onewindow/rules'

export const eobiSource = 'ssa.gov SSPTW 2006'
export const eobiAct = { text: 'Employees’ Old-Age Benefits Act 1976', evidence: 'V' } as const

// How a part of a year counts was not found: completed years are taken.
const years = divide(numberFact(unit, 'eobi_contribution_months'), 12, 0, 'down')

/** Average insured wage × years ÷ 50, and at least the lowest pension of the date; rupees a month. */
export const eobiPension = greatest(
  divide(multiply(numberFact(unit, 'eobi_average_wage', 2), years), 50, 2, 'half_up'),
  parameter('eobi.min_pension', 2),
)
