import { cell, readTable } from '@onewindow/tenant'

const names = readTable(new URL('demo/names.csv', import.meta.url), {
  sex: cell.text,
  en: cell.text,
  ur: cell.text,
  ps: cell.text,
})
const called = (sex: string) => names.rows.filter((row) => row.sex === sex).map(({ sex: _, ...name }) => name)

const assumed = (value: number, source: string) => ({ value, evidence: 'G' as const, source })

/**
 * What made-up households of Khyber Pakhtunkhwa are drawn from. Areas are filled by the census of 2023 (tables/populations.csv);
 * only figures marked V were found, every other one is an assumption and shows in no result but a made-up one.
 */
export const population = {
  census: 2023,
  day: '2024-02-01',
  householdSize: {
    ...assumed(7, 'KP about 7; Pakistan 6.30 by the census of 2023 (PBS), Swabi 7.6 by that of 2017'),
    weights: [
      [1, 1],
      [2, 3],
      [3, 6],
      [4, 9],
      [5, 12],
      [6, 14],
      [7, 15],
      [8, 13],
      [9, 10],
      [10, 7],
      [11, 4],
      [12, 3],
      [14, 2],
      [16, 1],
    ],
  },
  poor: {
    value: 0.316,
    evidence: 'V' as const,
    source: 'NWFP 2005/6, persons below the national line (Schreiner 2009, figure 3)',
    scorecard: 'pakistan-2005',
    line: 'national_100',
  },
  under15: assumed(0.42, 'KP’s age structure was not found: a young population is assumed'),
  over64: assumed(0.035, 'not found: assumed'),
  female: assumed(0.49, 'about the share of the censuses'),
  femaleHead: assumed(0.09, 'not found: assumed'),
  grandparents: assumed(0.3, 'not found: assumed'),
  absentHusband: assumed(0.08, 'labour migration is common; the share was not found'),
  // Pashto is spoken by about 77 per cent (G), but fewer write their names in it.
  languages: { ps: 45, ur: 40, en: 15 },
  names: { female: called('female'), male: called('male') },
  secondNames: {
    female: [
      { en: 'Bibi', ur: 'بی بی', ps: 'بي بي' },
      { en: 'Begum', ur: 'بیگم', ps: 'بېګم' },
      { en: 'Jan', ur: 'جان', ps: 'جانه' },
      { en: 'Gul', ur: 'گل', ps: 'ګل' },
      { en: 'Khatoon', ur: 'خاتون', ps: 'خاتون' },
    ],
    male: [
      { en: 'Khan', ur: 'خان', ps: 'خان' },
      { en: 'Shah', ur: 'شاہ', ps: 'شاه' },
      { en: 'Gul', ur: 'گل', ps: 'ګل' },
      { en: 'Zaman', ur: 'زمان', ps: 'زمان' },
      { en: 'Ullah', ur: 'اللہ', ps: 'الله' },
      { en: 'Ahmad', ur: 'احمد', ps: 'احمد' },
    ],
  },
  village: { en: 'Demo Kalay', ur: 'ڈیمو کلے', ps: 'ډېمو کلی' },
  documents: {
    adult: { kind: 'cnic', share: 0.86, prefix: '9', digits: 13 },
    child: { kind: 'bform', share: 0.5, prefix: '9', digits: 13 },
  },
  marriage: {
    fact: 'marital_status',
    never: 'never_married',
    married: 'married',
    widowed: 'widowed',
    divorced: 'divorced',
  },
  parentAlive: { father: 'father_alive', mother: 'mother_alive' },
  home: { fact: 'permanent_district', elsewhere: 'elsewhere', share: 0.95 },
  // Chosen so that the scorecard finds the share of poor above.
  households: [
    {
      fact: 'displaced',
      asked: 0.9,
      poor: { no: 92, displaced: 3, returned: 5 },
      other: { no: 96, displaced: 1, returned: 3 },
    },
    { fact: 'illness_in_household', asked: 0.9, poor: { yes: 14, no: 86 }, other: { yes: 9, no: 91 } },
    {
      fact: 'water_source',
      asked: 0.97,
      poor: { piped: 25, motor_pump: 10, hand_pump: 25, covered_well: 20, other: 20 },
      other: { piped: 45, motor_pump: 25, hand_pump: 12, covered_well: 12, other: 6 },
    },
    {
      fact: 'toilet',
      asked: 0.97,
      poor: { public_sewer: 5, pit_tank_or_drain: 55, none_or_other: 40 },
      other: { public_sewer: 20, pit_tank_or_drain: 65, none_or_other: 15 },
    },
    {
      fact: 'female_head_education',
      asked: 0.95,
      poor: { below_class_1: 92, class_1_or_more: 5, no_female_head: 3 },
      other: { below_class_1: 62, class_1_or_more: 34, no_female_head: 4 },
    },
    { fact: 'refrigerator', asked: 0.97, poor: { yes: 2, no: 98 }, other: { yes: 8, no: 92 } },
    { fact: 'television', asked: 0.97, poor: { yes: 12, no: 88 }, other: { yes: 30, no: 70 } },
    { fact: 'motor_vehicle', asked: 0.97, poor: { yes: 1, no: 99 }, other: { yes: 6, no: 94 } },
  ],
  persons: [
    {
      fact: 'has_valid_cnic',
      ages: [18, 120],
      asked: 0.97,
      weights: { yes: 86, no: 14 },
    },
    { fact: 'has_bform', ages: [0, 17], asked: 0.9, weights: { yes: 55, no: 45 } },
    { fact: 'schooling', ages: [4, 4], asked: 0.97, weights: { none: 70, primary: 30 } },
    {
      fact: 'schooling',
      ages: [5, 10],
      sex: 'male',
      asked: 0.97,
      weights: { none: 18, primary: 80, madrasa_lower: 2 },
    },
    {
      fact: 'schooling',
      ages: [5, 10],
      sex: 'female',
      asked: 0.97,
      weights: { none: 30, primary: 69, madrasa_lower: 1 },
    },
    {
      fact: 'schooling',
      ages: [11, 13],
      asked: 0.97,
      weights: { none: 35, primary: 15, middle: 48, madrasa_lower: 2 },
    },
    {
      fact: 'schooling',
      ages: [14, 17],
      asked: 0.95,
      weights: { none: 52, middle: 15, high: 28, technical: 2, madrasa_upper: 3 },
    },
    {
      fact: 'schooling',
      ages: [18, 30],
      asked: 0.9,
      weights: { none: 88, intermediate: 6, graduate: 5, technical: 1 },
    },
    { fact: 'can_read', ages: [15, 120], sex: 'male', asked: 0.9, weights: { yes: 66, no: 34 } },
    { fact: 'can_read', ages: [15, 120], sex: 'female', asked: 0.9, weights: { yes: 36, no: 64 } },
    {
      fact: 'employment',
      ages: [14, 17],
      asked: 0.95,
      weights: { student: 55, home: 25, daily_wage: 10, looking_for_work: 10 },
    },
    {
      fact: 'employment',
      ages: [18, 64],
      sex: 'male',
      asked: 0.95,
      weights: {
        employee: 22,
        daily_wage: 34,
        self_employed: 22,
        looking_for_work: 10,
        student: 5,
        unable: 5,
        home: 2,
      },
    },
    {
      fact: 'employment',
      ages: [18, 64],
      sex: 'female',
      asked: 0.95,
      weights: { home: 84, employee: 4, self_employed: 4, daily_wage: 4, student: 3, unable: 1 },
    },
    {
      fact: 'employment',
      ages: [65, 120],
      asked: 0.95,
      weights: { unable: 40, home: 35, retired: 15, daily_wage: 5, self_employed: 5 },
    },
    { fact: 'elementary_occupation', ages: [10, 13], asked: 0.99, weights: { yes: 1, no: 99 } },
    {
      fact: 'elementary_occupation',
      ages: [14, 64],
      sex: 'male',
      asked: 0.99,
      weights: { yes: 40, no: 60 },
    },
    {
      fact: 'elementary_occupation',
      ages: [14, 64],
      sex: 'female',
      asked: 0.99,
      weights: { yes: 2, no: 98 },
    },
    { fact: 'elementary_occupation', ages: [65, 120], asked: 0.99, weights: { yes: 2, no: 98 } },
  ],
  // How BISP's scores spread in KP was not found.
  scores: [
    { fact: 'nser_score', round: '2010-11', asked: 0.35, poor: [20, 8], other: [36, 12], step: 0.01 },
    { fact: 'nser_score', round: '2019-21', asked: 0.72, poor: [24, 7], other: [42, 11], step: 0.01 },
    { fact: 'nser_score', round: 'dynamic', asked: 0.18, poor: [25, 7], other: [42, 11], step: 0.01 },
    { fact: 'monthly_income', asked: 0.85, poor: [24_000, 9_000], other: [52_000, 20_000], step: 500 },
  ],
  enrolments: [
    {
      programme: 'bisp-kafaalat',
      sex: 'female',
      ages: [18, 120],
      everMarried: true,
      asked: 0.95,
      poor: 0.55,
      other: 0.1,
    },
    { programme: 'zakat-guzara', ages: [18, 120], asked: 0.5, poor: 0.02, other: 0.002 },
    { programme: 'eobi-old-age', ages: [60, 120], asked: 0.9, poor: 0.02, other: 0.08 },
  ],
} as const
