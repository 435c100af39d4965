import type { ColumnType, JSONColumnType } from 'kysely'

/** ISO day. The driver is told not to make a Date of it: a day has no time zone. */
export type Day = ColumnType<string, string, string>
/** A Date from a query, ISO text out of the planner's JSON. */
export type Instant = ColumnType<Date | string, string | Date, string | Date>
/** `infinity` until a row is superseded. */
export type RecordedTo = ColumnType<string, string | undefined, string | Date>
export type Json<Shape extends object> = JSONColumnType<Shape>
