import { type Checked, checkUnique } from './checked.ts'
import { checkRule } from './rules.ts'

export function checkScorecards(checked: Checked) {
  const { definition, report } = checked
  for (const { id, indicators, likelihoods } of definition.scorecards) {
    const path = `scorecards.${id}`
    checkUnique(indicators, `${path}.indicators`, report)
    for (const indicator of indicators) {
      for (const [index, { when }] of indicator.bands.entries()) {
        const place = `${path}.indicators.${indicator.id}.bands.${index}.when`
        checkRule(when, { unit: 'household', path: place }, checked)
      }
    }
    for (const [line, ranges] of Object.entries(likelihoods)) {
      const sound = ranges.every(
        ([from, to], index) => from <= to && from > (ranges[index - 1]?.[1] ?? -Infinity),
      )
      if (sound) continue
      report('SCORECARD_RANGES', `${path}.likelihoods.${line}`, {
        message: 'its ranges of scores are out of order or overlap',
        fix: 'List [from, to, percent] from the lowest score; both ends are inclusive.',
      })
    }
  }
}
