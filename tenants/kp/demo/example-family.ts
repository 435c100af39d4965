import { plusDays } from './days.ts'
import type { Kind } from './kinds.ts'

/** The day it was registered: before 1 February 2024, so that it can be screened on that day too. */
export const EXAMPLE_DAY = '2023-12-05'

/**
 * The family of the printed example: a widow with score 14.2, her four children and her husband's mother. One child is
 * disabled and not on NADRA's list. Nobody was in office to certify her need for Zakat until 2025.
 */
export const exampleFamily: Kind = (draft) => {
  const { cameBack = EXAMPLE_DAY } = draft.place
  const widow = draft.add({ sex: 'female', age: 38, role: 'head', paper: true })
  draft.tell(widow, 'marital_status', 'widowed')
  draft.tell(widow, 'has_valid_cnic', true)
  draft.tell(widow, 'employment', 'home')
  draft.tell(widow, 'can_read', false)
  draft.tell(widow, 'muslim', true)
  for (const fact of [
    'foreign_travel',
    'vehicle_registered',
    'government_employee',
    'taxpayer',
    'eobi_registered',
  ])
    draft.tell(widow, fact, false)
  draft.tell(widow, 'deceased_eobi_months', 54)
  const certified = plusDays(cameBack, -30)
  draft.tell(widow, 'istehqaq_certificate', certified, { on: certified })

  const grandmother = draft.add({ sex: 'female', age: 69, role: 'parent', paper: false })
  draft.tell(grandmother, 'marital_status', 'widowed')
  draft.tell(grandmother, 'has_valid_cnic', false)
  draft.tell(grandmother, 'employment', 'unable')
  draft.tell(grandmother, 'eobi_registered', false)
  draft.tell(grandmother, 'can_read', false)

  const schooling = { 12: 'middle', 8: 'primary', 4: 'none' } as const
  for (const age of [12, 8, 4] as const) {
    const child = draft.add({ sex: age === 8 ? 'male' : 'female', age, role: 'child', paper: age === 12 })
    draft.relate(child, 'mother', widow)
    draft.tell(child, 'father_alive', false)
    draft.tell(child, 'has_bform', age === 12)
    draft.tell(child, 'schooling', schooling[age])
    if (age > 4) draft.tell(child, 'school_class', age - 5)
    if (age === 12) draft.tell(child, 'attendance_percent', 84)
    if (age !== 8) continue
    draft.tell(child, 'disability_wg', 'a_lot')
    draft.tell(child, 'nadra_disability_listed', false)
  }
  const infant = draft.add({ sex: 'female', age: 1, role: 'child', paper: false })
  draft.relate(infant, 'mother', widow)
  draft.tell(infant, 'father_alive', false)

  draft.tell('household', 'nser_score', 18.75, { on: '2011-03-15', round: '2010-11' })
  draft.tell('household', 'nser_score', 14.2, { on: '2021-06-01', round: '2019-21' })
  draft.tell('household', 'monthly_income', 9_000)
  draft.tell('household', 'disability_in_household', true)
  draft.tell('household', 'illness_in_household', false)
  draft.tell('household', 'permanent_province', 'PK5')
  draft.tell('household', 'permanent_district', draft.place.area)
}
