import { isMoneyUnit } from '../message-keys.ts'
import { type Checked, checkPeriod } from './checked.ts'

export function checkParameters({ definition, report, refer }: Checked) {
  for (const { id, scale, unit, history } of definition.parameters) {
    if (isMoneyUnit(unit)) refer('currency', unit.slice(0, 3), `parameters.${id}.unit`)
    for (const [index, value] of history.entries()) {
      const path = `parameters.${id}.history.${value.from}`
      checkPeriod(value, path, report)
      for (const text of value.values) {
        if ((text.split('.')[1] ?? '').length <= scale) continue
        report('VALUE_SCALE', path, {
          message: `${text} has more than ${scale} digits after the point`,
          fix: 'Round the value as its source does, or raise the scale.',
        })
      }
      const next = history[index + 1]
      if (!next) continue
      if (next.from < value.from) {
        report('HISTORY_ORDER', `parameters.${id}.history.${next.from}`, {
          message: `it follows the value of ${value.from}`,
          fix: 'List the values from the oldest to the newest.',
        })
      } else if (value.to !== undefined && next.from > value.from && value.to > next.from) {
        // Two values from the same day are sources that disagree; both are shown.
        report('HISTORY_OVERLAP', path, {
          message: `it holds until ${value.to}, but the next value begins on ${next.from}`,
          fix: 'Correct `to`, or leave it out: a value holds until the next one begins.',
        })
      }
    }
  }
}
