import { defineTenant, definitionOf } from '@onewindow/tenant'
import { kp } from '@onewindow/tenant-kp'
import { schoolAttendance } from '../src/index.ts'

const province = definitionOf(kp)
const pashto = province.locales.find(({ id }) => id === 'ps')
if (!pashto) throw new Error('the province has Pashto')

/** A province that uses the extension: its clerks record and read, and it words what the extension lacks in Pashto. */
export const definition = definitionOf(
  defineTenant(
    {
      id: 'kp-schools',
      extends: [province],
      extensions: ['school-attendance'],
      roles: province.roles.map((role) =>
        role.id === 'window-clerk'
          ? { ...role, actions: [...role.actions, 'school-attendance:read', 'school-attendance:record'] }
          : role,
      ),
      locales: [
        {
          ...pashto,
          messages: {
            'error.ATTENDANCE_DAYS': 'ماشوم له {open, number} ورځو زیات نه شي حاضرېدای.',
            'error.ATTENDANCE_QUARTER': 'ربع د جنوري، اپریل، جولای یا اکتوبر په لومړۍ پیلېږي.',
            'error.ATTENDANCE_QUARTER_OPEN': 'ربع لا پای ته نه ده رسېدلې.',
          },
        },
      ],
    },
    [schoolAttendance],
  ),
)
