/** A clock that stands still unless it is moved. */
export interface TestClock {
  now(): Date
  set(instant: string): void
  advance(milliseconds: number): void
}

export function testClock(start: string): TestClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant).getTime()
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
