import type { Translator } from '@onewindow/tenant'
import { DomainError } from '../errors.ts'
import { builder } from './builder.ts'

/** The message of an expected failure, in the reader's language. */
export const messageOf = (error: DomainError, texts: Translator): string =>
  texts.t(`error.${error.code}`, error.values)

/** An expected failure as a value: graphql-js takes an Error that a resolver returns for one that it threw. */
export class Refused<Failure extends DomainError = DomainError> {
  readonly error: Failure

  constructor(error: Failure) {
    this.error = error
  }
}

/** An expected failure, as a member of a result union. */
export const ProblemRef = builder.interfaceRef<Refused>('Problem').implement({
  description: 'Why something was refused. Nothing was written.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    code: t.string({ description: 'Stable: programs may rely on it.', resolve: ({ error }) => error.code }),
    message: t.string({
      description: 'For people, in the language of the request.',
      resolve: ({ error }, _args, { texts }) => messageOf(error, texts),
    }),
    path: t.stringList({
      description: 'The place in the input, from the outside in.',
      resolve: ({ error }) => [...error.place],
    }),
  }),
})

export const RefusalRef = builder.objectRef<Refused>('Refusal').implement({
  description: 'The input was refused, or what it names is not there.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
})

export const RegisteredElsewhereRef = builder.objectRef<Refused>('RegisteredElsewhere').implement({
  description:
    'Another district holds exactly this document. The family can ask to be transferred; nothing else is said.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
})

/** The union member that an expected failure is shown as. */
export const problemType = ({ error }: Refused): 'RegisteredElsewhere' | 'Refusal' =>
  error.code === 'REGISTERED_ELSEWHERE' ? 'RegisteredElsewhere' : 'Refusal'

/** Runs a use case; an expected failure becomes its result. */
export async function answered<Result extends object>(run: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof DomainError) return new Refused(error)
    throw error
  }
}
