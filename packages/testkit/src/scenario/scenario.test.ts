import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { riverland } from '@onewindow/core/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { scenarioTests } from '../vitest.ts'
import { loadScenarios, type ScenarioFile } from './load.ts'
import { ScenarioError } from './problem.ts'
import { registrationOf } from './registration.ts'
import { runScenario, screenScenario } from './run.ts'

const { definition } = riverland
const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WIDOW = `family: A widow with a score
window: R1
people:
  zarmina:
    sex: female
    born: 1985
    marital_status: widowed
    score: { value: 14.2, round: 2021 }
days:
  - on: 2022-02-01
    expect:
      grant:
        zarmina: { outcome: ELIGIBLE, because: { score: met }, pays: { cash: [1000] }, evidence: V }
  - on: 2015-02-01
    expect:
      grant:
        zarmina: { outcome: NEEDS_INFORMATION, asks: [zarmina.score] }
`

/** The one file of a folder of its own. */
function load(text: string): ScenarioFile {
  const own = pathToFileURL(`${mkdtempSync(join(folder, 'one-'))}/`)
  writeFileSync(new URL('widow.yaml', own), text)
  const [file] = loadScenarios(own)
  if (!file) throw new Error('nothing was loaded')
  return file
}
const run = (text: string) => runScenario(definition, load(text))

/** What is wrong, without the folder. */
function problems(text: string): string[] {
  try {
    run(text)
    return []
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return error.message.split('\n').map((line) => line.slice(line.indexOf('widow.yaml')))
  }
}

describe('a scenario', () => {
  it('agrees where the rules answer as expected', () => {
    expect(run(WIDOW)).toEqual([
      { on: '2022-02-01', differences: [] },
      { on: '2015-02-01', differences: [] },
    ])
  })

  it.each([
    ['outcome: ELIGIBLE', 'outcome: NOT_ELIGIBLE', 'grant for zarmina: expected NOT_ELIGIBLE'],
    ['score: met', 'score: not_met', 'grant for zarmina: expected score not_met'],
    ['[1000]', '[999]', 'grant for zarmina: expected cash to pay 999'],
    ['evidence: V', 'evidence: G', 'grant for zarmina: expected an amount marked G'],
    ['evidence: V', 'curable: true', 'grant for zarmina: expected curable true'],
    ['evidence: V', 'asks: [zarmina.score]', 'grant for zarmina: expected to ask zarmina.score'],
    ['outcome: ELIGIBLE', 'outcome: NOT_ASKED', 'grant for zarmina: expected no result'],
    [
      '    expect:\n      grant',
      '    refused: [zarmina.certified]\n    expect:\n      grant',
      'zarmina.certified',
    ],
  ])('with %j as %j is told', (was, is, says) => {
    const [first] = run(WIDOW.replace(was, is))
    expect(first?.differences.join('\n')).toContain(says)
  })

  it.each([
    ['window: R1', 'window: R7', 'widow.yaml:2:1 window: there is no area "R7". Did you mean "R"?'],
    ['window: R1', 'window: R', 'widow.yaml:2:1 window: R is no county: no window works there'],
    [
      'marital_status',
      'marital_state',
      'widow.yaml:7:5 people.zarmina.marital_state: there is no fact about a person called "marital_state". Did you mean "marital_status"?',
    ],
    [
      'status: widowed',
      'status: widow',
      'widow.yaml:7:5 people.zarmina.marital_status: marital_status has no option "widow"; it has married, widowed',
    ],
    ['round: 2021', 'round: 2020', 'widow.yaml:8:5 people.zarmina.score: score needs a round of 2011, 2021'],
    [
      '      grant',
      '      grants',
      'widow.yaml:12:7 days.0.expect.grants: there is no programme "grants". Did you mean "grant"?',
    ],
    [
      '        zarmina',
      '        zarmena',
      'widow.yaml:13:9 days.0.expect.grant.zarmena: there is no one here called "zarmena". Did you mean "zarmina"?',
    ],
    [
      'outcome: ELIGIBLE',
      'outcome: ELIGBLE',
      'widow.yaml:13:20 days.0.expect.grant.zarmina.outcome: there is no outcome "ELIGBLE". Did you mean "ELIGIBLE"?',
    ],
    [
      'score: met',
      'skore: met',
      'widow.yaml:13:50 days.0.expect.grant.zarmina.because.skore: there is no criterion "skore". Did you mean "score"?',
    ],
    [
      'because',
      'becuase',
      'widow.yaml:13:39 days.0.expect.grant.zarmina.becuase: unknown key. Did you mean "because"?',
    ],
    ['family: A', 'familly: A', 'widow.yaml:1:1 familly: unknown key. Did you mean "family"?'],
    ['2022-02-01', '2022-02-30', 'widow.yaml:10:5 days.0.on: Invalid ISO date'],
    ['sex: female', 'sex: female\n    sex: male', 'widow.yaml:6:5: Map keys must be unique'],
  ])('with %j as %j says where', (was, is, says) => {
    expect(problems(WIDOW.replace(was, is))).toContain(says)
  })

  it.each([
    ['beside-alms: warn', []],
    ['beside-alms: stop', ['grant for zarmina: expected overlap beside-alms to stop']],
  ])('that expects of an overlap %j is told where it is otherwise', (overlap, told) => {
    const rule = { id: 'beside-alms', programmes: ['alms'], among: 'unit', effect: 'warn' } as const
    const overlaps = [{ ...rule, evidence: 'V', source: 'test' } as const]
    const programmes = definition.programmes.map((each) =>
      each.id === 'grant' ? { ...each, overlaps } : each,
    )
    const text = WIDOW.replace('because: { score: met }', `overlap: { ${overlap} }`).replace(
      'days:',
      'enrolled: { zarmina: { alms: confirmed } }\ndays:',
    )
    const [first] = runScenario({ ...definition, programmes }, load(text))
    expect(first?.differences.map((words) => words.split(';')[0])).toEqual(told)
  })

  it('counts a certificate only where its committee was in office that day', () => {
    const certified = (date: string) =>
      WIDOW.replace(
        '    marital',
        `    certified: { value: true, date: ${date}, by: council.north }\n    marital`,
      )
        .replace('ELIGIBLE, because: { score: met }, pays: { cash: [1000] }, evidence: V', 'ELIGIBLE')
        .replaceAll('grant:', 'alms:')
        .replace('outcome: NEEDS_INFORMATION, asks: [zarmina.score]', 'outcome: ELIGIBLE')
    expect(run(certified('2016-01-01')).flatMap(({ differences }) => differences)).toEqual([])
    expect(run(certified('2015-06-01')).map(({ differences }) => differences[0])).toEqual([
      'zarmina.certified: was refused: no committee in office',
      'zarmina.certified: was refused: no committee in office',
    ])
    expect(problems(WIDOW.replace('    marital', '    certified: true\n    marital'))).toEqual([
      'widow.yaml:7:5 people.zarmina.certified: certified needs the committee that gave it: { value, date, by }',
    ])
  })

  it('reads under another definition what that one knows', () => {
    const { scenario } = load(WIDOW)
    const [day] = scenario.days
    if (!day) throw new Error('no day')
    const older = {
      ...definition,
      facts: definition.facts.filter(({ id }) => id !== 'score'),
      programmes: definition.programmes.filter(({ id }) => id === 'grant'),
    }
    const { results } = screenScenario(older, scenario, day)
    expect(results.map(({ programme, outcome }) => [programme, outcome])).toEqual([
      ['grant', 'NEEDS_INFORMATION'],
    ])
  })

  it('is registered as a window would, each fact by whoever may say it', () => {
    const { scenario } = load(
      WIDOW.replace(
        '    marital',
        '    certified: { value: true, date: 2022-01-15, by: council.north }\n    pregnant: false\n    marital',
      ),
    )
    expect(registrationOf(definition, scenario, { key: 'k', on: '2022-02-01' })).toMatchObject({
      area: 'R1',
      members: [
        {
          name: 'zarmina k',
          birth: { year: 1985 },
          facts: [
            { fact: 'certified', boolean: true, source: 'committee', issuer: 'council.north' },
            { fact: 'pregnant', boolean: false, source: 'family', programme: 'nutrition' },
            { fact: 'marital_status', choice: 'widowed', source: 'family' },
            { fact: 'score', number: '14.2', round: '2021', source: 'institution' },
          ],
        },
      ],
    })
  })
})

// As a tenant that `onewindow create` just wrote on a layer: no programme has to be shown yet.
const created = pathToFileURL(`${mkdtempSync(join(folder, 'created-'))}/`)
writeFileSync(new URL('widow.yaml', created), WIDOW)
scenarioTests(definition, created, { shown: [] })
