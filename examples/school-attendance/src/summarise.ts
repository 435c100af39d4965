import { audit, type JobKind, sql } from '@onewindow/core/extension'

/** Taleemi Wazaif asks for 70 of a hundred days (BISP, Education Stipends). */
const LIMIT = 70

/** Counts each district's children of each quarter anew, once a day. Counts only: nobody can be told from them. */
export const summariseAttendance: JobKind<object, { readonly done: true }> = {
  name: 'school-attendance.summarise',
  daily: {},
  async run({ inTenant, save }) {
    await inTenant('write', async (session) => {
      const { tx, tenant, now } = session
      const { rows } = await sql`insert into school_attendance_summary as s
          (tenant_id, operating_area, quarter, children, below_limit, counted_at)
        select tenant_id, operating_area, quarter, count(*), count(*) filter (where days_present * 100 < days_open * ${LIMIT}), ${now}
        from school_attendance where tenant_id = ${tenant.id} and recorded_to = 'infinity'
        group by tenant_id, operating_area, quarter
        on conflict (tenant_id, operating_area, quarter)
          do update set children = excluded.children, below_limit = excluded.below_limit, counted_at = excluded.counted_at
        returning s.quarter`.execute(tx)
      await audit(session, 'school-attendance.summarise', { subjects: [], detail: { rows: rows.length } })
      await save(session, { done: true }, { done: rows.length, total: rows.length })
    })
  },
}
