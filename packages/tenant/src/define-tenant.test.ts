import { describe, expect, test } from 'vitest'
import { defineTenant, definitionOf } from './define-tenant.ts'
import { CODES } from './diagnostic.ts'
import { ATTENDANCE, MISTAKES } from './mistakes.fixture.ts'
import { riverland } from './riverland.fixture.ts'

describe('diagnostics', () => {
  test('a sound definition has none', () => {
    expect(defineTenant(riverland).diagnostics).toEqual([])
  })

  test.each(MISTAKES)('%s at %s', (code, path, mistake) => {
    const { definition, diagnostics } = defineTenant(mistake(riverland), [ATTENDANCE])
    // A mistake may leave a text over; nothing else may be reported than what is wrong.
    const found = diagnostics.filter((each) => each.code === code || each.code !== 'UNUSED_TEXT')
    expect(found).toContainEqual(expect.objectContaining({ code, path, severity: CODES[code] }))
    expect(found.filter((each) => each.code !== code)).toEqual([])
    expect(definition === undefined).toBe(CODES[code] === 'error')
    expect(JSON.stringify(found.map(({ message, fix }) => [message, fix]))).not.toContain('undefined')
  })

  test('every code has a mistake that provokes it', () => {
    // What keeps a file from being loaded is said by whoever loads it: the command line.
    const provoked = new Set<string>(['LOAD_FAILED', ...MISTAKES.map(([code]) => code)])
    expect(Object.keys(CODES).filter((code) => !provoked.has(code))).toEqual([])
  })

  test('all mistakes are told at once, with what was perhaps meant', () => {
    const { diagnostics } = defineTenant({
      ...riverland,
      // @ts-expect-error a key that does not exist
      scorecrds: [],
      areas: [...(riverland.areas ?? []), { id: 'R4', level: 'cuonty', parent: 'R', names: { en: 'East' } }],
    })
    expect(diagnostics.map(({ code, path, fix }) => [code, path, fix.slice(-28)])).toMatchInlineSnapshot(`
      [
        [
          "UNKNOWN_KEY",
          "scorecrds",
          ". Did you mean "scorecards"?",
        ],
        [
          "UNKNOWN_LEVEL",
          "areas.R4.level",
          "ists. Did you mean "county"?",
        ],
      ]
    `)
  })

  test('definitionOf lists what is wrong', () => {
    expect(() =>
      definitionOf(defineTenant({ ...riverland, windows: [], roles: [] })),
    ).toThrowErrorMatchingInlineSnapshot(`
      [DefinitionError: The definition of riverland has errors.
      error TENANT_INCOMPLETE windows: a tenant needs a window
        Add it, or declare kind: 'layer'.
      error TENANT_INCOMPLETE roles: a tenant needs a role
        Add it, or declare kind: 'layer'.
      warning UNUSED_TEXT locales.en.messages.role.clerk.name: nothing shows this text
        Remove it or correct its key.]
    `)
    expect(definitionOf(defineTenant(riverland)).id).toBe('riverland')
  })
})
