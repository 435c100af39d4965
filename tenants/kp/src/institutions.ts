import type { Institution } from '@onewindow/tenant'
import { federalInstitutionsIn } from '@onewindow/tenant-pakistan'
import { districtsToday, province } from './areas.ts'
import { zakatCommittees } from './committees.ts'
import { forTheProvince, inEachDistrict } from './offices.ts'

const districtOffice = (institution: string, en: string, ur: string, ps: string) =>
  inEachDistrict({ institution, kind: 'district_office', names: { en, ur, ps } })

export const institutions: readonly Institution[] = [
  ...federalInstitutionsIn({
    province,
    districts: districtsToday,
    council: {
      en: 'Village or neighbourhood council of the family',
      ur: 'خاندان کی ویلج یا نیبرہوڈ کونسل',
      ps: 'د کورنۍ د کلي یا محلې کونسل',
    },
  }),
  {
    id: 'kp-zakat',
    names: {
      en: 'KP Zakat and Ushr Department',
      ur: 'محکمہ زکوٰۃ و عشر، خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د زکات او عشر محکمه',
    },
    level: 'province',
    offices: inEachDistrict({
      institution: 'kp-zakat',
      kind: 'district_committee',
      names: {
        en: 'District Zakat office',
        ur: 'ضلعی زکوٰۃ دفتر',
        ps: 'د زکات د ولسوالۍ دفتر',
      },
    }),
    committees: zakatCommittees,
    evidence: 'V',
    source: 'KP Zakat and Ushr Act 2011, sections 12, 14, 15',
  },
  {
    id: 'kp-health',
    names: {
      en: 'KP Health Department with State Life (Sehat Card Plus)',
      ur: 'محکمہ صحت خیبر پختونخوا، سٹیٹ لائف کے ساتھ (صحت کارڈ پلس)',
      ps: 'د خیبر پښتونخوا د روغتیا محکمه، د سټېټ لایف سره (صحت کارډ پلس)',
    },
    level: 'province',
    offices: inEachDistrict({
      institution: 'kp-health',
      kind: 'hospital_desk',
      names: {
        en: 'Sehat Card desk at the hospital',
        ur: 'ہسپتال میں صحت کارڈ ڈیسک',
        ps: 'په روغتون کې د صحت کارډ مېز',
      },
    }),
    evidence: 'V',
    source: 'sehatsahulat.com.pk',
  },
  {
    id: 'kp-essi',
    names: {
      en: 'KP Employees Social Security Institution (ESSI)',
      ur: 'ایمپلائز سوشل سیکیورٹی انسٹیٹیوشن خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د کارکوونکو د ټولنیز خوندیتوب اداره',
    },
    level: 'province',
    offices: districtOffice('kp-essi', 'ESSI office', 'سوشل سیکیورٹی دفتر', 'د ټولنیز خوندیتوب دفتر'),
    evidence: 'V',
    source: 'KP Employees Social Security Act 2021',
  },
  {
    id: 'kp-wwb',
    names: {
      en: 'Workers Welfare Board KP',
      ur: 'ورکرز ویلفیئر بورڈ خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د کارګرانو د هوساینې بورډ',
    },
    level: 'province',
    offices: [
      forTheProvince('kp-wwb-head-office', 'head_office', {
        en: 'Workers Welfare Board, Peshawar',
        ur: 'ورکرز ویلفیئر بورڈ، پشاور',
        ps: 'د کارګرانو د هوساینې بورډ، پېښور',
      }),
    ],
    evidence: 'V',
    source: 'urdupoint 2024-04-28',
  },
  {
    id: 'kp-social-welfare',
    names: {
      en: 'KP Social Welfare Department',
      ur: 'محکمہ سماجی بہبود خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د ټولنیزې هوساینې محکمه',
    },
    level: 'province',
    offices: districtOffice(
      'kp-social-welfare',
      'Social welfare district office',
      'سماجی بہبود ضلعی دفتر',
      'د ټولنیزې هوساینې د ولسوالۍ دفتر',
    ),
    evidence: 'V',
    source: 'pakistannewsexpress 2013-12-17; urdupoint 2025-02-27',
  },
  {
    id: 'kp-tevta',
    names: {
      en: 'KP Technical Education and Vocational Training Authority (KP-TEVTA)',
      ur: 'کے پی ٹیوٹا (فنی تعلیم کا ادارہ)',
      ps: 'کې پي ټېوټا (د فني زده کړو اداره)',
    },
    level: 'province',
    offices: inEachDistrict({
      institution: 'kp-tevta',
      kind: 'training_centre',
      names: { en: 'Training centre', ur: 'تربیتی مرکز', ps: 'د روزنې مرکز' },
    }),
    evidence: 'V',
    source: 'urdupoint 2024-12-05',
  },
  {
    id: 'labour-department',
    names: {
      en: 'KP Labour Department',
      ur: 'محکمہ محنت خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د کار محکمه',
    },
    level: 'province',
    offices: districtOffice(
      'labour-department',
      'District labour office',
      'ضلعی لیبر دفتر',
      'د کار د ولسوالۍ دفتر',
    ),
    evidence: 'V',
    source: 'ILO result 859',
  },
  {
    id: 'kp-education',
    names: {
      en: 'KP Elementary and Secondary Education Department',
      ur: 'محکمہ ابتدائی و ثانوی تعلیم خیبر پختونخوا',
      ps: 'د خیبر پښتونخوا د لومړنیو او ثانوي زده کړو محکمه',
    },
    level: 'province',
    offices: districtOffice(
      'kp-education',
      'District education office',
      'ضلعی تعلیمی دفتر',
      'د پوهنې د ولسوالۍ دفتر',
    ),
    evidence: 'V',
    source: 'ILO result 859',
  },
  {
    id: 'pdma',
    names: {
      en: 'Provincial Disaster Management Authority (PDMA)',
      ur: 'صوبائی ڈیزاسٹر مینجمنٹ اتھارٹی (پی ڈی ایم اے)',
      ps: 'د ناورینونو د مدیریت ولایتي اداره (پي ډي اېم اې)',
    },
    level: 'province',
    offices: inEachDistrict({
      institution: 'pdma',
      kind: 'district_desk',
      names: {
        en: 'District disaster management unit',
        ur: 'ضلعی ڈیزاسٹر مینجمنٹ یونٹ',
        ps: 'د ناورینونو د مدیریت د ولسوالۍ څانګه',
      },
    }),
    evidence: 'G',
    source: 'referral target; general knowledge',
  },
  {
    id: 'shelter',
    names: { en: 'Shelter and food', ur: 'پناہ گاہ اور کھانا', ps: 'سرپناه او خواړه' },
    level: 'district',
    offices: inEachDistrict({
      institution: 'shelter',
      kind: 'shelter',
      names: { en: 'Shelter (Panah Gah)', ur: 'پناہ گاہ', ps: 'سرپناه (پناه ګاه)' },
    }),
    evidence: 'G',
    source: 'named in the ILO brochure; places not found',
  },
]
