import { DatabaseError } from '@onewindow/db'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { failureOf, MOVES, patience } from './policy.ts'
import { JOB_STATES } from './table.ts'

test('every move from every state', () => {
  const table = Object.entries(MOVES).map(
    ([name, { from, to }]) =>
      `${name.padEnd(8)}${JOB_STATES.map((state) => (from.some((one) => one === state) ? `${state} → ${to}` : '-').padEnd(22)).join('')}`,
  )
  expect(`\n${table.map((line) => line.trimEnd()).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    start   queued → running      running → running     -                     -                     -
    release -                     running → queued      -                     -                     -
    succeed -                     running → succeeded   -                     -                     -
    fail    -                     running → failed      -                     -                     -
    cancel  queued → cancelled    running → cancelled   -                     -                     -
    retry   -                     -                     -                     failed → queued       cancelled → queued
    "
  `)
})

test('a job that ended moves only by a retry', () => {
  for (const [name, { from }] of Object.entries(MOVES))
    if (name !== 'retry') expect(from.every((state) => state === 'queued' || state === 'running')).toBe(true)
})

describe('a failure', () => {
  test.each([
    ['a conflict', new DomainError('CONFLICT'), 'CONFLICT passes'],
    ['a deadlock', new DatabaseError('40P01', ''), 'CONFLICT passes'],
    ['a lock that is held', new DatabaseError('55P03', ''), 'CONFLICT passes'],
    ['a lost connection', new DatabaseError('08006', ''), 'DATABASE_UNAVAILABLE passes'],
    ['a server that shuts down', new DatabaseError('57P01', ''), 'DATABASE_UNAVAILABLE passes'],
    ['no connection free', new DatabaseError('53300', ''), 'DATABASE_UNAVAILABLE passes'],
    ['new rules', new DomainError('RELEASE_CHANGED'), 'RELEASE_CHANGED passes'],
    ['a process of an older release', new DomainError('JOB_KIND_UNKNOWN'), 'JOB_KIND_UNKNOWN passes'],
    ['what the input lacks', new DomainError('UNKNOWN_PROGRAMME'), 'UNKNOWN_PROGRAMME stays'],
    ['a row twice', new DatabaseError('23505', ''), 'JOB_BUG stays, a bug'],
    ['a mistake', new TypeError('Zarmina is not a function'), 'JOB_BUG stays, a bug'],
    ['no error at all', 'Zarmina', 'JOB_BUG stays, a bug'],
  ])('%s', (_name, error, expected) => {
    const { code, passes, isBug } = failureOf(error)
    expect(`${code} ${passes ? 'passes' : 'stays'}${isBug ? ', a bug' : ''}`).toBe(expected)
  })

  test('is tried again later each time', () => {
    expect([1, 2, 3, 8, 9, 10].map(patience)).toEqual([2, 4, 8, 256, 300, 300])
  })
})
