import { EnrolmentInputRef } from '../enrolment/graphql.ts'
import { FactInputRef } from '../fact/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { BirthInputRef, SexEnum } from '../person/graphql.ts'
import { RelationInputRef } from '../relationship/graphql.ts'

const AnonymousMemberInput = builder.inputType('AnonymousMemberInput', {
  fields: (t) => ({
    key: t.string({ required: true }),
    sex: t.field({ type: SexEnum, required: true }),
    birth: t.field({ type: BirthInputRef }),
    facts: t.field({ type: [FactInputRef] }),
    enrolments: t.field({ type: [EnrolmentInputRef] }),
  }),
})

export const AnonymousFamilyInput = builder.inputType('AnonymousFamilyInput', {
  description: 'A family without names or documents.',
  fields: (t) => ({
    area: t.id(),
    members: t.field({ type: [AnonymousMemberInput], required: true }),
    relationships: t.field({ type: [RelationInputRef] }),
    facts: t.field({ type: [FactInputRef] }),
    enrolments: t.field({ type: [EnrolmentInputRef] }),
    programmes: t.idList({ description: 'Programmes the family chose; all without them.' }),
  }),
})
