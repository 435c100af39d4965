/** An expected failure: shown without a stack, and its message says what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  /** 1: it failed. 2: the command line is wrong. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The command line names something that is not there. */
export const misused = (message: string): Failure => new Failure(message, 2)
