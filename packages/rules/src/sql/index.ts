export { outcomesToSql } from './outcomes-to-sql.ts'
export type { SqlOptions } from './scope.ts'
export { type FactColumn, factColumn, type Shape } from './shape.ts'
export { boundsToSql, type Sql, toSql } from './to-sql.ts'
