import { here } from './sql.ts'

/** Enrolments, in the words of each server. */
export const ENROLMENT = 'id programme { id } enrolled level from until'
export const ENROLMENT_ROW = 'enrolmentId programme enrolled level validFrom validTo'
export const enrolmentsSql = (of: string): string =>
  `(select coalesce(json_agg(json_build_object('id', e.enrolment_id, 'programme', json_build_object('id', e.programme),
      'enrolled', e.enrolled, 'level', e.level, 'from', e.valid_from, 'until', e.valid_to)
      order by e.programme, e.valid_from, e.recorded_from), '[]')
    from enrolment e where ${here('e')} and ${of} and e.recorded_to = 'infinity')`
