import type { Survey } from '@onewindow/tenant'

/** The questions of the paper form, in this order. */
export const survey: Survey = {
  facts: ['monthly_income', 'tap_at_home', 'has_card', 'at_school', 'work'],
  enrolments: ['child-grant', 'old-age-pension'],
}
