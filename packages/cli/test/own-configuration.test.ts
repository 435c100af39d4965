import { expect, test } from 'vitest'
import { folderWith } from './command.ts'
import { countHouseholds, paste, printedCommand, start, UP } from './started.ts'

test('the repository’s own tenants start, and a made-up family is screened in their languages', {
  timeout: 180_000,
}, async () => {
  const running = start(await folderWith('own'))
  await running.until(UP)
  expect(await countHouseholds(running, 'Window clerk, Nowshera')).toBe(150)
  expect(await countHouseholds(running, 'Window clerk, Lower Dir')).toBe(150)

  const command = printedCommand(running)
  const names = new Map<string, ReadonlySet<string>>()
  for (const language of ['en', 'ur', 'ps']) {
    const { data } = await paste(command.replace('accept-language: en', `accept-language: ${language}`))
    const { results } = data.screenHousehold.screening
    names.set(
      language,
      new Set(results.map((result: { programme: { name: string } }) => result.programme.name)),
    )
    for (const { text, criteria } of results)
      for (const said of [text, ...criteria.flatMap(Object.values)]) expect(said).not.toBe('')
  }
  for (const [language, programmes] of names) {
    expect(programmes.size).toBe(25)
    const arabic = [...programmes].filter((name) => /\p{Script=Arabic}/u.test(name))
    expect(arabic).toHaveLength(language === 'en' ? 0 : 25)
  }
  expect(names.get('ur')).not.toEqual(names.get('ps'))
  expect(await running.end('SIGTERM')).toBe(0)
})
