import {
  changed,
  checkDay,
  connectionOf,
  type ExtensionBuilder,
  nested,
  notFound,
  type PersonId,
  PersonRef,
  readConnection,
  readOne,
  relation,
  resultOf,
  sql,
  standing,
  table,
} from '@onewindow/core/extension'
import { percentOf } from './quarter.ts'
import { type AttendanceId, recordAttendance } from './service.ts'

interface AttendanceRow {
  readonly attendance_id: AttendanceId
  readonly person_id: PersonId
  readonly quarter: string
  readonly days_open: number
  readonly days_present: number
}

interface SummaryRow {
  readonly operating_area: string
  readonly quarter: string
  readonly children: number
  readonly below_limit: number
}

export function graphql(builder: ExtensionBuilder): void {
  const AttendanceRef = builder.objectRef<AttendanceRow>('SchoolAttendance').implement({
    description: 'The school days of one child in one quarter, as last recorded.',
    extensions: table({
      table: 'school_attendance',
      permission: 'school-attendance:read',
      areas: true,
      subject: 'person_id',
      household: (
        row,
      ) => sql`(select household_id from membership where tenant_id = ${sql.ref(`${row}.tenant_id`)}
        and person_id = ${sql.ref(`${row}.person_id`)} and recorded_to = 'infinity')`,
    }),
    fields: (t) => ({
      id: t.exposeID('attendance_id'),
      quarter: t.expose('quarter', { type: 'Date', description: 'Its first day.' }),
      daysOpen: t.exposeInt('days_open'),
      daysPresent: t.exposeInt('days_present'),
      percent: t.int({
        description: 'Whole, rounded down.',
        extensions: { needs: ['days_open', 'days_present'] },
        resolve: ({ days_open, days_present }) => percentOf({ open: days_open, present: days_present }),
      }),
      person: t.field({
        type: PersonRef,
        description: 'Null for a reader who may see attendance and not people.',
        nullable: true,
        extensions: relation({ many: false, on: { person_id: 'person_id' } }),
        resolve: (row, _args, _context, info) => nested<never>(row, info),
      }),
    }),
  })

  builder.objectField(PersonRef, 'attendance', (t) =>
    t.field({
      type: [AttendanceRef],
      description: 'By quarter.',
      extensions: relation({
        many: true,
        on: { person_id: 'person_id' },
        where: standing,
        orderBy: ['quarter'],
      }),
      resolve: (row, _args, _context, info) => nested<AttendanceRow[]>(row, info),
    }),
  )

  builder.queryField('schoolAttendance', (t) =>
    t.field({
      type: connectionOf('SchoolAttendance', AttendanceRef, builder),
      description: 'Of one quarter, in the areas of the reader.',
      args: { quarter: t.arg({ type: 'Date', required: true }), first: t.arg.int(), after: t.arg.string() },
      extensions: { permission: 'school-attendance:read' },
      resolve: (_root, { quarter, ...page }, context, info) => {
        checkDay(quarter, ['quarter'])
        return context.read((session) =>
          readConnection<AttendanceRow>(session, info, {
            type: 'SchoolAttendance',
            by: ['attendance_id'],
            page,
            where: (row) => sql`${sql.ref(`${row}.quarter`)} = ${quarter} and ${standing(row)}`,
          }),
        )
      },
    }),
  )

  const SummaryRef = builder.objectRef<SummaryRow>('SchoolAttendanceSummary').implement({
    description: 'How many children of a district attended enough in a quarter, as of the last daily count.',
    extensions: table({
      table: 'school_attendance_summary',
      permission: 'school-attendance:read',
      areas: true,
    }),
    fields: (t) => ({
      area: t.exposeID('operating_area'),
      quarter: t.expose('quarter', { type: 'Date', description: 'Its first day.' }),
      children: t.exposeInt('children', { description: 'With any record.' }),
      belowLimit: t.exposeInt('below_limit', { description: 'Under 70 of a hundred days.' }),
    }),
  })

  builder.queryField('schoolAttendanceSummaries', (t) =>
    t.field({
      type: connectionOf('SchoolAttendanceSummary', SummaryRef, builder),
      description: 'By district and quarter, in the areas of the reader.',
      args: { first: t.arg.int(), after: t.arg.string() },
      extensions: { permission: 'school-attendance:read' },
      resolve: (_root, page, context, info) =>
        context.read((session) =>
          readConnection<SummaryRow>(session, info, {
            type: 'SchoolAttendanceSummary',
            by: ['operating_area', 'quarter'],
            page,
            where: () => sql`true`,
          }),
        ),
    }),
  )

  const Payload = builder.objectRef<{ attendance: AttendanceId }>('RecordAttendancePayload').implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      attendance: t.field({
        type: AttendanceRef,
        resolve: async ({ attendance }, _args, context, info) => {
          const row = await context.read((session) =>
            readOne<AttendanceRow>(session, info, {
              type: 'SchoolAttendance',
              where: (alias) => sql`${sql.ref(`${alias}.attendance_id`)} = ${attendance}`,
            }),
          )
          if (!row) throw notFound(['attendance'])
          return row
        },
      }),
    }),
  })

  const Input = builder.inputType('RecordAttendanceInput', {
    fields: (t) => ({
      idempotencyKey: t.id({ required: true }),
      household: t.id({ required: true }),
      person: t.id({ required: true }),
      quarter: t.field({ type: 'Date', required: true, description: 'Its first day.' }),
      daysOpen: t.int({ required: true }),
      daysPresent: t.int({ required: true }),
    }),
  })

  builder.mutationField('recordAttendance', (t) =>
    t.field({
      type: resultOf('RecordAttendanceResult', Payload, builder),
      description: 'A child’s days in a quarter that has ended. Recorded again, the later word stands.',
      args: { input: t.arg({ type: Input, required: true }) },
      extensions: { permission: 'school-attendance:record' },
      resolve: (_root, { input }, context) =>
        changed(context, 'school-attendance:record', (session) => recordAttendance(session, input)),
    }),
  )
}
