import { describe, expect, test } from 'vitest'
import type { ChangeId, HouseholdId } from '../ids.ts'
import { clustersOf, mayBecome, type Split } from './policy.ts'
import { FLAG_STATES } from './table.ts'

const thresholds = { splitDays: 90, splitsAtAddress: 3, splitsInVillage: 5 }
const until = new Date('2024-06-30T00:00:00Z')
const split = (day: string, more: Partial<Split> = {}): Split => ({
  change: `${day} ${more.address ?? ''}` as ChangeId,
  area: 'R1',
  household: day as HouseholdId,
  account: 'a',
  at: new Date(`${day}T10:00:00Z`),
  village: 'ghat',
  address: 'house 1',
  ...more,
})
const found = (splits: readonly Split[]) =>
  clustersOf(splits, thresholds, until).map((cluster) => [
    cluster.place,
    cluster.first.change,
    cluster.splits.length,
  ])

describe('splits at one place', () => {
  const three = ['2024-06-01', '2024-06-02', '2024-06-03'].map((day) => split(day))

  test('are told of from the threshold on', () => {
    expect(found(three.slice(0, 2))).toEqual([])
    expect(found(three)).toEqual([['address', '2024-06-01 ', 3]])
  })

  test('stay one cluster as it grows', () => {
    expect(found([...three, split('2024-06-20')])).toEqual([['address', '2024-06-01 ', 3]])
  })

  test('are another once the first is too far back', () => {
    const later = ['2024-04-01', '2024-04-02', '2024-06-20', '2024-06-29', '2024-06-30'].map((day) =>
      split(day),
    )
    expect(
      clustersOf(later, { ...thresholds, splitDays: 89 }, until).map(({ first }) => first.change),
    ).toEqual(['2024-04-01 ', '2024-04-02 '])
  })

  test.each([
    ['over more than the days', [split('2024-03-01'), split('2024-06-01'), split('2024-06-02')]],
    ['at different addresses', three.map((each, index) => ({ ...each, address: `house ${index}` }))],
    ['in different areas', three.map((each, index) => ({ ...each, area: `R${index}` }))],
    ['without an address', three.map((each) => ({ ...each, address: null }))],
  ])('are none %s', (_, splits) => {
    expect(found(splits)).toEqual([])
  })

  test('of a village are counted whatever the address', () => {
    const five = ['01', '02', '03', '04', '05'].map((day) =>
      split(`2024-06-${day}`, { address: day === '03' ? null : day }),
    )
    expect(found(five)).toEqual([['village', '2024-06-01 01', 5]])
    expect(found(five.map((each) => ({ ...each, village: null })))).toEqual([])
  })
})

test('a flag is settled once, but for an answer to a referral', () => {
  const moves = FLAG_STATES.flatMap((from) =>
    FLAG_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
  )
  expect(moves).toEqual([
    'open → explained',
    'open → confirmed',
    'open → referred',
    'referred → explained',
    'referred → confirmed',
  ])
})
