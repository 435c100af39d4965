import '../account/graphql.ts'
import '../application/graphql.ts'
import '../application/mutations-graphql.ts'
import '../area/graphql.ts'
import '../audit/graphql.ts'
import '../back-check/graphql.ts'
import '../back-check/report-graphql.ts'
import '../conflict/graphql.ts'
import '../enrolment/graphql.ts'
import '../fact/graphql.ts'
import '../flag/graphql.ts'
import '../household/changes-graphql.ts'
import '../household/corrections-graphql.ts'
import '../household/graphql.ts'
import '../identifier/graphql.ts'
import '../institution/graphql.ts'
import '../job/graphql.ts'
import '../list/graphql.ts'
import '../overlap/graphql.ts'
import '../person/graphql.ts'
import '../population/graphql.ts'
import '../programme/graphql.ts'
import '../quota/graphql.ts'
import '../relationship/graphql.ts'
import '../screening/graphql.ts'
import '../screening/package-graphql.ts'
import '../survey/graphql.ts'
import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import { checkPermissions } from './permissions.ts'

/** Core's schema. Throws where a field has no permission rule. */
export function createSchema(): GraphQLSchema {
  const schema = builder.toSchema()
  checkPermissions(schema)
  return schema
}
