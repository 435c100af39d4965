import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTranslator, parametersRead, releaseHash, statementsOf } from '@onewindow/tenant'
import { riverland } from '@onewindow/testkit'
import { expect, test } from 'vitest'
import { folderWith, onewindow } from './command.ts'

const { definition } = riverland

const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')

test('a page for each programme says all that the tenant says of it', async () => {
  const directory = await folderWith('sound')
  const { code, stdout } = await onewindow(['rulesheet', '--output', 'sheets'], directory)
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(definition.programmes.length)
  expect((await readdir(join(directory, 'sheets'))).sort()).toEqual(
    definition.programmes.map(({ id }) => `${id}.en.html`).sort(),
  )
  const texts = createTranslator(definition, 'en')
  for (const { id, criteria, overlaps = [], notFound = [], documents, sources } of definition.programmes) {
    const page = textOf(await readFile(join(directory, 'sheets', `${id}.en.html`), 'utf8'))
    const keys = [
      'name',
      'candidate',
      ...criteria.map((each) => `criterion.${each.id}`),
      ...overlaps.map((each) => `overlap.${each.id}`),
      ...notFound.map((key) => `notFound.${key}`),
    ]
    for (const key of keys) expect(page).toContain(texts.t(`programme.${id}.${key}`))
    for (const document of documents) expect(page).toContain(texts.t(`document.${document}.name`))
    for (const said of [...sources, ...criteria.map(({ source }) => source)]) expect(page).toContain(said)
    expect(page).toContain(releaseHash(definition))
  }
})

test('each statement has the code by which a letter confirms it, on the page and in JSON', async () => {
  const directory = await folderWith('sound')
  const { stdout } = await onewindow(
    ['rulesheet', '-p', 'grant', '-o', 'grant.html', '--format', 'json'],
    directory,
  )
  const grant = definition.programmes.find(({ id }) => id === 'grant')
  if (!grant) throw new Error('The fictional tenant has a grant.')
  const values = parametersRead(grant)
  const stated = statementsOf({
    programmes: [grant],
    parameters: definition.parameters.filter(({ id }) => values.has(id)),
  })
  expect(stated.length).toBeGreaterThan(5)
  expect(JSON.parse(stdout).sheets[0].statements).toEqual(
    Object.fromEntries(stated.map(({ path, code }) => [path, code])),
  )
  const page = textOf(await readFile(join(directory, 'grant.html'), 'utf8'))
  for (const { code } of stated) expect(page).toContain(code)
})

test('in another language it runs the other way, and dated values keep their mark', async () => {
  const directory = await folderWith('sound')
  await onewindow(['rulesheet', '-p', 'grant', '-l', 'ur', '-o', 'grant.html'], directory)
  const page = await readFile(join(directory, 'grant.html'), 'utf8')
  expect(page).toContain('<html lang="ur" dir="rtl">')
  const cutOff = definition.parameters.find(({ id }) => id === 'cut_off')
  for (const { values, evidence } of cutOff?.history ?? []) {
    expect(textOf(page)).toContain(values[0])
    expect(page).toContain(`data-mark="${evidence}"`)
  }
})

test.each([
  [['-p', 'grnt', '-o', 'x'], 'has no programme grnt. Did you mean grant?'],
  [['-l', 'xx', '-o', 'x'], 'does not speak xx'],
  [['-o', 'all.html'], 'name it with --programme'],
  [[], "required option '-o, --output <place>'"],
])('a wrong command line: %j', async (args, said) => {
  const { code, stderr } = await onewindow(['rulesheet', ...args], await folderWith('sound'))
  expect(stderr).toContain(said)
  expect(code).toBe(2)
})
