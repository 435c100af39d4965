import type { Institution } from '@onewindow/tenant'

/** Who runs the federal programmes, and where a family gets the papers they ask for. */
export const institutions: readonly Institution[] = [
  {
    id: 'bisp',
    names: {
      en: 'Benazir Income Support Programme (BISP)',
      ur: 'بینظیر انکم سپورٹ پروگرام',
      ps: 'بېنظیر انکم سپورټ پروګرام',
    },
    level: 'federal',
    helpline: '0800-26477',
    evidence: 'V',
    source: 'BISP Act 2010; bisp.gov.pk',
  },
  {
    id: 'pbm',
    names: { en: 'Pakistan Bait-ul-Mal', ur: 'پاکستان بیت المال', ps: 'د پاکستان بیت المال' },
    level: 'federal',
    evidence: 'V',
    source: 'Pakistan Bait-ul-Mal Act 1991; pbm.gov.pk',
  },
  {
    id: 'eobi',
    names: {
      en: 'Employees’ Old-Age Benefits Institution (EOBI)',
      ur: 'ایمپلائز اولڈ ایج بینیفٹس انسٹیٹیوشن (ای او بی آئی)',
      ps: 'د کارکوونکو د زوړ عمر د مرستو اداره (ای او بي آی)',
    },
    level: 'federal',
    evidence: 'V',
    source: 'Employees’ Old-Age Benefits Act 1976; ssa.gov SSPTW',
  },
  {
    id: 'ppaf',
    names: {
      en: 'Pakistan Poverty Alleviation Fund (PPAF)',
      ur: 'پاکستان پاورٹی ایلیویشن فنڈ',
      ps: 'د پاکستان د بېوزلۍ کمولو فنډ',
    },
    level: 'federal',
    evidence: 'V',
    source: 'ppaf.org.pk',
  },
  {
    id: 'nadra',
    names: { en: 'NADRA', ur: 'نادرا', ps: 'نادرا' },
    level: 'federal',
    evidence: 'V',
    source: 'issuer of CNIC and B-Form',
  },
  {
    id: 'unhcr',
    names: {
      en: 'UNHCR, the UN Refugee Agency',
      ur: 'اقوامِ متحدہ کا ادارہ برائے مہاجرین (یو این ایچ سی آر)',
      ps: 'د ملګرو ملتونو د کډوالو اداره (یو اېن اېچ سي آر)',
    },
    evidence: 'V',
    source: 'UNHCR: Proof of Registration cards',
  },
  {
    id: 'hospital',
    names: { en: 'Government hospital', ur: 'سرکاری ہسپتال', ps: 'سرکاري روغتون' },
    level: 'district',
    evidence: 'V',
    source: 'pbm.gov.pk: hospital recommendation',
  },
  {
    id: 'school',
    names: { en: 'School', ur: 'سکول', ps: 'ښوونځی' },
    level: 'district',
    evidence: 'V',
    source: 'urdupoint 2023-06-08: school attendance',
  },
  {
    id: 'disability-board',
    names: {
      en: 'Disability assessment board',
      ur: 'معذوری کا جائزہ بورڈ',
      ps: 'د معذورۍ د ارزونې بورډ',
    },
    level: 'district',
    evidence: 'G',
    source: 'general knowledge',
  },
  {
    id: 'local-council',
    names: {
      en: 'Union, village or neighbourhood council',
      ur: 'یونین، ویلج یا نیبرہوڈ کونسل',
      ps: 'د یونین، کلي یا محلې کونسل',
    },
    level: 'district',
    evidence: 'V-',
    source: 'KP local government, 2017',
  },
]
