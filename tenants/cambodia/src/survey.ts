import type { Survey } from '@onewindow/tenant'

/** What a family can answer at its door. The level is the Ministry of Planning's to give, and is copied from the card. */
export const survey: Survey = {
  facts: ['idpoor_level', 'equity_card', 'marital_status', 'attends_school', 'school_grade', 'employment'],
  enrolments: ['family-package-base', 'family-package-mother-child', 'family-package-scholarship'],
}
