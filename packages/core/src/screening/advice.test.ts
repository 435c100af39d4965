import type { BenefitResult, Reading } from '@onewindow/rules'
import { createTranslator, type Programme } from '@onewindow/tenant'
import { expect, test } from 'vitest'
import { riverland } from '../testing/riverland.ts'
import { benefitText } from './advice.ts'
import type { BenefitView } from './view.ts'

const texts = createTranslator(riverland.definition, 'en')
const limit = (values: readonly number[]): Reading => ({
  kind: 'parameter',
  id: 'grant.amount',
  values,
  scale: 2,
  unit: 'PKR',
  evidence: 'V',
  source: 's',
})
const cash: BenefitResult = {
  id: 'cash',
  kind: 'cash',
  amounts: [1_050_000],
  currency: 'PKR',
  period: 'quarter',
  size: 'fixed',
  evidence: 'V',
  certain: true,
  reads: [],
}

test.each<[string, Partial<BenefitResult>, string]>([
  ['a sum and its period', {}, 'Rs 10,500 every three months'],
  ['a ceiling', { size: 'up_to', period: 'once' }, 'up to Rs 10,500 once'],
  [
    'both sums of a conflict',
    { amounts: [1_200_000, 2_400_000], period: 'year', evidence: 'C' },
    'Sources disagree: Rs 12,000 / Rs 24,000 a year',
  ],
  ['a doubt', { evidence: 'G' }, 'Rs 10,500 every three months (This amount is not verified.)'],
  [
    'that nothing is established',
    { amounts: [], reads: [limit([])] },
    'The amount is not established for 1 February 2024.',
  ],
  [
    'that something is still open',
    { amounts: [], reads: [limit([100])] },
    'The amount depends on what is still to be found out.',
  ],
  ['what is given in kind', { id: 'food', kind: 'in_kind', amounts: [] }, 'food'],
])('a benefit says %s', (_case, of, expected) => {
  // benefitText reads nothing else of the view
  const view = {
    benefit: { ...cash, ...of },
    programme: { id: of.kind === 'in_kind' ? 'nutrition' : 'grant' } as Programme,
    on: '2024-02-01',
  } as BenefitView
  expect(benefitText(view, texts).replaceAll('\u00a0', ' ')).toBe(expected)
})
