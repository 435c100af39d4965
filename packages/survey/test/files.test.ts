import { describe, expect, test } from 'vitest'
import { ENCODINGS, openSurvey, SurveyFileError } from '../src/index.ts'
import { encode } from './encode.ts'
import { csv, fileWith, problemsIn, readAll, river } from './river.ts'

const row = (instance: string, key = 1, name = 'سلما') =>
  key === 1 ? `${instance},2024-01-05,R1,1,1,${name},1,1` : `${instance},,,,${key},${name},1,3`
const instances = (items: Awaited<ReturnType<typeof readAll>>) =>
  items.map((item) => `${item.instance} ${'household' in item ? 'good' : 'bad'} ${item.lines.join('-')}`)

describe('encodings', () => {
  test.each(ENCODINGS.flatMap((encoding) => [true, false].map((mark) => [encoding, mark] as const)))(
    '%s, with a mark: %s',
    async (encoding, mark) => {
      const path = await fileWith(encode(csv([row('1')]), encoding, mark))
      expect((await openSurvey(path, river)).encoding).toBe(encoding)
      const [item] = await readAll(path)
      expect(item && 'household' in item && item.household.members[0]?.name).toBe('سلما')
    },
  )

  test('another code page is refused, and so is what is no text', async () => {
    const latin = Buffer.from(csv([row('1', 1, 'Zoë Müller')]), 'latin1')
    for (const bytes of [latin, Buffer.from([1, 2, 0xff, 0xfe, 0x80, 0x81])])
      await expect(openSurvey(await fileWith(bytes), river)).rejects.toThrow('ENCODING_UNKNOWN')
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    await expect(openSurvey(await fileWith(old, 'old.xls'), river)).rejects.toThrow('FORMAT_UNKNOWN')
    await expect(openSurvey(await fileWith('PK\u0003\u0004…'), river)).rejects.toThrow('FORMAT_UNKNOWN')
    await expect(openSurvey(await fileWith('a'), river)).rejects.toThrow('UNKNOWN_COLUMN')
    await expect(openSurvey(await fileWith(''), river)).rejects.toThrow('FILE_EMPTY')
    await expect(openSurvey(await fileWith(csv([])), river)).rejects.toThrow(SurveyFileError)
  })

  test('a few lost characters of UTF-8 are the problem of their cell', async () => {
    const names = Array.from({ length: 20 }, (_, index) => row(`A${index}`))
    const bytes = Buffer.from(csv([...names, row('B1', 1, 'سلما@')]))
    bytes[bytes.indexOf('@')] = 0xd8
    expect(problemsIn(await readAll(await fileWith(bytes)))).toEqual(['22 member.name DAMAGED_TEXT'])
  })
})

describe('rows', () => {
  test('semicolons and tabs, quotes over several lines, empty lines: places are those of the file', async () => {
    for (const delimiter of [';', '\t']) {
      const text = csv([row('1'), '', row('2', 1, '"Sal\nma"'), ',,,,,,,', row('3')]).replaceAll(
        ',',
        delimiter,
      )
      const items = await readAll(await fileWith(text))
      expect(instances(items)).toEqual(['1 good 2-2', '2 bad 4-4', '3 good 7-7'])
    }
  })

  test('a shifted row is refused with its household, and those beside it are not', async () => {
    const items = await readAll(
      await fileWith(csv([row('A1'), row('A2'), `${row('A2', 2)},x`, row('A3'), 'A3,2,x', row('A4')])),
    )
    expect(instances(items)).toEqual(['A1 good 2-2', 'A2 bad 3-4', 'A3 bad 5-6', 'A4 good 7-7'])
    expect(problemsIn(items)).toEqual(['4 CELL_COUNT', '6 CELL_COUNT'])
  })

  test('a row of which nobody can say whose it is keeps both neighbours out', async () => {
    const torn = row('A2', 2).slice(3)
    const items = await readAll(await fileWith(csv([row('A1'), row('A2'), torn, row('A3'), row('A4')])))
    expect(instances(items)).toEqual(['A1 good 2-2', 'A2 bad 3-4', 'A3 bad 5-5', 'A4 good 6-6'])
  })

  test('a form number in two places is refused in both', async () => {
    const twice = await readAll(await fileWith(csv([row('A1'), row('A2'), row('A1')])))
    expect(problemsIn(twice)).toEqual([
      '2 household.instance DUPLICATE_INSTANCE',
      '4 household.instance DUPLICATE_INSTANCE',
    ])
    expect(twice[0]).toMatchObject({ problems: [{ values: { lines: '2, 4' } }] })
    const apart = await readAll(await fileWith(csv([row('A1'), row('A2'), row('A1', 2)])))
    expect(problemsIn(apart)).toContain('2 household.instance ROWS_APART')
    expect(instances(apart)).toEqual(['A1 bad 2-2', 'A2 good 3-3', 'A1 bad 4-4'])
  })

  test('a file that was cut off: the last household stays out, the others come in', async () => {
    const whole = csv([row('A1'), row('A2'), row('A2', 2)])
    const cut = await readAll(await fileWith(whole.slice(0, -5)))
    expect(instances(cut)).toEqual(['A1 good 2-2', 'A2 bad 3-4'])
    expect(problemsIn(cut)).toEqual(['4 TRUNCATED_LAST_LINE'])
    expect(instances(await readAll(await fileWith(whole.slice(0, -1))))).toEqual([
      'A1 good 2-2',
      'A2 good 3-4',
    ])
    const open = await readAll(await fileWith(csv([row('A1'), row('A2'), row('A2', 2, '"Sal')])))
    expect(instances(open)[0]).toBe('A1 good 2-2')
    expect(problemsIn(open)).toEqual(['4 QUOTE_NOT_CLOSED'])
  })

  test('goes on behind a checkpoint', async () => {
    const path = await fileWith(csv([row('A1'), row('A1', 2), row('A2'), row('A3')]))
    const all = await readAll(path)
    expect(await readAll(path, { after: all[0]?.checkpoint ?? 0 })).toEqual(all.slice(1))
    expect(await readAll(path, { after: all[2]?.checkpoint ?? 0 })).toEqual([])
  })

  test('NDJSON: a line is a household, and one that is none does not stop the others', async () => {
    const { ...good } = {
      instance: 'J1',
      visited_on: '2024-01-05',
      area: 'R1',
      consent: true,
      facts: { 'score@2021': 14.2 },
      members: [{ key: 1, name: 'Salma', sex: 'female', role: 'head', facts: { marital_status: 'widowed' } }],
    }
    const lines = [
      JSON.stringify(good),
      '{"instance":',
      '{"instance":"J2"}',
      JSON.stringify({ ...good, instance: 'J3', colour: 'red' }),
      JSON.stringify({ ...good, instance: 'J1' }),
      '{"inst',
    ]
    const items = await readAll(await fileWith(lines.join('\n'), 'survey.ndjson'))
    expect(problemsIn(items)).toEqual([
      '1 household.instance DUPLICATE_INSTANCE',
      '2 NOT_JSON',
      '3 members NOT_JSON',
      '4 colour UNKNOWN_COLUMN',
      '5 household.instance DUPLICATE_INSTANCE',
      '6 TRUNCATED_LAST_LINE',
    ])
    const [one] = await readAll(await fileWith(lines[0] ?? ''))
    expect(one).toMatchObject({
      household: { facts: [{ fact: 'score', round: '2021', number: '14.2', source: 'import' }] },
    })
  })
})
