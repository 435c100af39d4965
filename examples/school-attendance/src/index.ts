import { defineExtension } from '@onewindow/core/extension'
import { graphql } from './graphql.ts'
import { summariseAttendance } from './summarise.ts'
import { texts } from './texts.ts'

/** School attendance per child and quarter, which programmes' rules read as `attendance_percent`. */
export const schoolAttendance = defineExtension({
  name: 'school-attendance',
  compatibility: '^0.1.0',
  migrations: new URL('../migrations/', import.meta.url),
  tables: ['school_attendance', 'school_attendance_summary'],
  actions: ['school-attendance:read', 'school-attendance:record'],
  // A tenant words it as its programmes need it.
  facts: [
    {
      id: 'attendance_percent',
      subject: 'person',
      type: 'number',
      scale: 0,
      unit: 'percent',
      min: 0,
      max: 100,
      months: 4,
    },
  ],
  jobs: [summariseAttendance],
  texts,
  graphql,
})
