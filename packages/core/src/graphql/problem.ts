import type { Translator } from '@onewindow/tenant'
import { sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { PossibleDoubles } from '../household/errors.ts'
import type { PersonRow } from '../person/graphql.ts'
import { PersonRef } from '../person/graphql.ts'
import { readMany } from '../read/read.ts'
import { builder } from './builder.ts'

/** The message of an expected failure, in the reader's language. */
export const messageOf = (error: DomainError, texts: Translator): string =>
  texts.t(`error.${error.code}`, error.values)

/** An expected failure, as a member of a result union. */
export const ProblemRef = builder.interfaceRef<DomainError>('Problem').implement({
  description: 'Why something was refused. Nothing was written.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable: programs may rely on it.' }),
    message: t.string({
      description: 'For people, in the language of the request.',
      resolve: (error, _args, { texts }) => messageOf(error, texts),
    }),
    path: t.stringList({
      description: 'The place in the input, from the outside in.',
      resolve: ({ path }) => [...path],
    }),
  }),
})

export const RefusalRef = builder.objectRef<DomainError>('Refusal').implement({
  description: 'The input was refused, or what it names is not there.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
})

export const RegisteredElsewhereRef = builder.objectRef<DomainError>('RegisteredElsewhere').implement({
  description:
    'Another district holds exactly this document. The family can ask to be transferred; nothing else is said.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
})

export const PossibleDoublesRef = builder.objectRef<PossibleDoubles>('PossibleDoubles').implement({
  description:
    'People already registered here who may be the ones being registered. Send `confirmNew` if they are not.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    candidates: t.field({
      type: [PersonRef],
      resolve: ({ people }, _args, context, info) =>
        context.read((session) =>
          readMany<PersonRow>(session, info, {
            type: 'Person',
            where: (row) => sql`${sql.ref(`${row}.person_id`)} = any(${people}::uuid[])`,
          }),
        ),
    }),
  }),
})

/** The union member that an expected failure is shown as. */
export function problemType(error: DomainError): 'PossibleDoubles' | 'RegisteredElsewhere' | 'Refusal' {
  if (error instanceof PossibleDoubles) return 'PossibleDoubles'
  return error.code === 'REGISTERED_ELSEWHERE' ? 'RegisteredElsewhere' : 'Refusal'
}

/** Runs a use case; an expected failure becomes its result. */
export async function answered<Result extends object>(
  run: () => Promise<Result>,
): Promise<Result | DomainError> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
