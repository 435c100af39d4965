import { type Household, parametersOn, screenHousehold } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'

/** A family that a new tenant's policy officer can begin with, as YAML, and what the layer's rules answer it on a day. */
export function firstFamily(layer: Definition, { window, on }: { window: string; on: string }): string {
  const results = screenHousehold({
    programmes: layer.programmes,
    household: FAMILY,
    on,
    parameter: parametersOn(layer.parameters, on),
  })
  const answers = Map.groupBy(results, ({ programme }) => programme)
  return [
    'family: A mother and her son, of whom little is known yet',
    `window: ${window}`,
    'people:',
    '  mother: { sex: female, born: 1984-05-01 }',
    '  son: { sex: male, born: 2014-05-01 }',
    'relations:',
    '  son: { mother: mother }',
    'days:',
    `  - on: ${on}`,
    '    expect:',
    ...[...answers].flatMap(([programme, units]) => [
      `      ${programme}:`,
      ...units.map(({ unit, outcome }) => `        ${unit.id}: ${outcome}`),
    ]),
    '',
  ].join('\n')
}

const person = (id: string, sex: string, birth: string) => ({
  id,
  facts: { sex: { value: sex }, birth_date: { value: { from: birth, to: birth } } },
})

const FAMILY: Household = {
  id: 'household',
  facts: {},
  members: [person('mother', 'female', '1984-05-01'), person('son', 'male', '2014-05-01')],
  others: [],
  relationships: [{ person: 'son', relation: 'mother', relative: 'mother' }],
  enrolments: [],
}
