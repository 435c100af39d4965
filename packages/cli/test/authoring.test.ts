import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { riverland } from '@onewindow/testkit'
import { describe, expect, test } from 'vitest'
import { folderWith, onewindow } from './command.ts'

/** A folder whose configuration is the sound one with its tenant defined anew. */
async function folderWithRiverland(change: string): Promise<string> {
  const directory = await folderWith('sound')
  await writeFile(
    join(directory, 'onewindow.config.ts'),
    `import { defineTenant } from '${import.meta.resolve('@onewindow/tenant')}'
     import sound from '${new URL('./sound.config.ts', import.meta.url)}'
     const { origins, ...input } = sound.tenants[0].definition
     const change = ${change}
     export default { tenants: [defineTenant({ ...input, ...change(input) })] }`,
  )
  return directory
}

const changingLocale = (id: string, change: string) =>
  `({ locales }) => ({ locales: locales.map((locale) => locale.id === '${id}' ? { ...locale, ...(${change})(locale) } : locale) })`

describe('i18n check', () => {
  test('shows how far each language goes', async () => {
    const directory = await folderWith('sound')
    const { code, stdout } = await onewindow(['i18n', 'check'], directory)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^riverland\nen\tEnglish\t(\d+) of \1\t100%\tcomplete\tltr\t/)
    const json = await onewindow(['i18n', 'check', 'riverland', '--format', 'json'], directory)
    const [{ ok, languages }] = JSON.parse(json.stdout)
    expect(ok).toBe(true)
    for (const { needed, own, missing } of languages) expect(own + missing.length).toBe(needed)
  })

  test.each([
    [
      'a text that is gone',
      'programme.grant.name',
      `({ messages: { 'programme.grant.name': _, ...messages } }) => ({ messages })`,
      'MISSING_TEXT',
    ],
    [
      'a value that nobody gives',
      'programme.grant.name',
      `({ messages }) => ({ messages: { ...messages, 'programme.grant.name': '{amount}' } })`,
      'MESSAGE_PLACEHOLDERS',
    ],
    [
      'a plural without its forms',
      'unit.days',
      `({ messages }) => ({ messages: { ...messages, 'unit.days': '{value, plural, other {# days}}' } })`,
      'no text for one',
    ],
    ['letters against the direction', 'en', `() => ({ direction: 'rtl' })`, 'its letters run ltr'],
  ])('ends with 1 for %s', async (_, where, change, said) => {
    const { code, stdout, stderr } = await onewindow(
      ['i18n', 'check'],
      await folderWithRiverland(changingLocale('en', change)),
    )
    expect(stdout).toContain(said)
    expect(stdout).toContain(where)
    expect(stderr).toBe('error: The texts of riverland are not what they promise.\n')
    expect(code).toBe(1)
  })
})

describe('schema', () => {
  test('prints what can be compared with itself', async () => {
    const directory = await folderWith('sound')
    const { code, stdout } = await onewindow(['schema', 'print'], directory)
    expect(code).toBe(0)
    await writeFile(join(directory, 'old.graphql'), stdout)
    const same = await onewindow(['schema', 'diff', 'old.graphql'], directory)
    expect(same.stdout).toMatch(/^No change that a client could see\.\nNot seen here: a permission/)
    expect(same.code).toBe(0)

    await writeFile(
      join(directory, 'more.graphql'),
      stdout.replace('type Query {', 'type Query {\n  tomorrow: String'),
    )
    const broken = await onewindow(['schema', 'diff', 'more.graphql', '--format', 'json'], directory)
    expect(JSON.parse(broken.stdout)).toMatchObject({
      breaking: true,
      changes: [{ kind: 'breaking', code: 'FIELD_REMOVED', message: 'Query.tomorrow was removed.' }],
      notSeen: expect.stringContaining('permission'),
    })
    expect(broken.code).toBe(1)
    const added = await onewindow(['schema', 'diff', 'old.graphql', 'more.graphql'], directory)
    expect(added.stdout).toContain('safe       FIELD_ADDED  Query.tomorrow was added.')
    expect(added.code).toBe(0)
  })

  test('says where a file is no schema', async () => {
    const directory = await folderWith('sound')
    await writeFile(join(directory, 'bad.graphql'), 'type Query {\n  id: }')
    const bad = await onewindow(['schema', 'diff', 'bad.graphql'], directory)
    expect(bad.stderr).toContain('error: bad.graphql:2 is no schema: Syntax Error')
    const gone = await onewindow(['schema', 'diff', 'gone.graphql'], directory)
    expect(gone.stderr).toContain('error: gone.graphql is no schema: ENOENT')
    expect(gone.code).toBe(1)
  })
})

describe('test', () => {
  async function folderWithFamily(outcome: string, fact = 'score'): Promise<string> {
    const directory = await folderWith('sound')
    await writeFile(
      join(directory, 'widow.yaml'),
      `family: A widow with a low score
window: ${riverland.areas[0]}
people:
  zarina: { sex: female, born: 1968-05-10, marital_status: widowed, ${fact}: { value: 14.2, round: '2021' } }
days: [{ on: 2024-02-01, expect: { grant: { zarina: ${outcome} } } }]
`,
    )
    await writeFile(
      join(directory, 'onewindow.config.ts'),
      `import sound from '${new URL('./sound.config.ts', import.meta.url)}'
       export default { ...sound, scenarios: [{ tenant: 'riverland', directory: new URL('./', import.meta.url) }] }`,
    )
    return directory
  }

  test('says for each family what was expected and what came out', async () => {
    const { code, stdout } = await onewindow(['test'], await folderWithFamily('ELIGIBLE'))
    expect(stdout).toContain('✓ A widow with a low score (widow.yaml)')
    expect(stdout).toContain('2024-02-01  grant for zarina: expected ELIGIBLE, got ELIGIBLE')
    expect(stdout).toContain('Families: 1, all as expected.')
    expect(code).toBe(0)
  })

  test('ends with 1 where an answer is another', async () => {
    const directory = await folderWithFamily('NOT_ELIGIBLE')
    const { code, stdout } = await onewindow(['test', 'riverland', '--format', 'json'], directory)
    const [{ ok, families }] = JSON.parse(stdout)
    expect(ok).toBe(false)
    expect(families[0]).toMatchObject({ answers: [{ expected: 'NOT_ELIGIBLE', got: 'ELIGIBLE' }] })
    expect(families[0].differences[0]).toContain('grant for zarina: expected NOT_ELIGIBLE; got ELIGIBLE')
    expect(code).toBe(1)
  })

  test('names what a file says of nothing that there is', async () => {
    const { code, stdout } = await onewindow(['test'], await folderWithFamily('ELIGIBLE', 'scoer'))
    expect(stdout).toMatch(
      /widow\.yaml.* people\.zarina\.scoer: there is no fact about a person called "scoer"\. Did you mean "score"/,
    )
    expect(code).toBe(1)
  })
})
