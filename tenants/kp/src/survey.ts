import type { Survey } from '@onewindow/tenant'

/**
 * What decides most programmes and a family can answer at its door in half an hour: the score that BISP gave, the
 * scorecard's questions, papers, marriage, school and work. Filters of single programmes (travel, taxes, contributions)
 * are the window's to ask.
 */
export const survey: Survey = {
  facts: [
    'nser_score',
    'monthly_income',
    'permanent_district',
    'displaced',
    'illness_in_household',
    'water_source',
    'toilet',
    'female_head_education',
    'refrigerator',
    'television',
    'motor_vehicle',
    'marital_status',
    'has_valid_cnic',
    'has_bform',
    'father_alive',
    'mother_alive',
    'schooling',
    'can_read',
    'employment',
    'elementary_occupation',
  ],
  enrolments: [
    'bisp-kafaalat',
    'bisp-taleemi-wazaif',
    'bisp-nashonuma',
    'zakat-guzara',
    'pbm-ifa-general',
    'eobi-old-age',
    'kp-widows-special-persons',
  ],
}
