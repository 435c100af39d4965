import { defineList, type ListLayout } from '@onewindow/tenant'

export const lists: readonly ListLayout[] = [
  defineList({
    id: 'welfare-beneficiaries',
    institution: 'welfare-office',
    kind: 'enrolments',
    // Whoever is not on it any more is off.
    complete: 'tenant',
    programme: {
      headers: ['Programme', 'البرنامج'],
      codes: { CG: 'child-grant', OAP: 'old-age-pension', DA: 'disability-allowance' },
    },
    documents: [{ kind: 'citizen-card', headers: ['Card number', 'رقم البطاقة'] }],
    columns: {
      name: ['Name', 'الاسم'],
      area: ['Municipality', 'البلدية'],
      amount: { headers: ['Amount per month'], period: 'month' },
      listDate: ['As of'],
    },
    status: { headers: ['Status'], codes: { A: 'enrolled', S: 'suspended', X: 'exited' } },
    evidence: 'G',
    source: 'our own layout, to be settled with the institution before its first list',
  }),
]
