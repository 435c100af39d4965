import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSlip, type Slip } from './slip.ts'

const slip: Slip = {
  language: 'ur',
  direction: 'rtl',
  title: 'آپ کے خاندان کو کیا مل سکتا ہے',
  reference: { label: 'حوالہ نمبر', value: 'K7Q-29X-MWK' },
  date: { label: 'تاریخ', value: '1 فروری 2024' },
  window: { label: 'ونڈو', value: 'نوشہرہ' },
  noFee: 'یہ سب مفت ہے۔',
  labels: { papers: 'یہ کاغذات ساتھ لائیں', office: 'یہاں جائیں', nextStep: 'اگلا قدم' },
  sections: [
    {
      heading: 'آپ کو مل سکتا ہے',
      programmes: [
        {
          name: 'بینظیر کفالت',
          beneficiary: 'زرمینہ کے لیے',
          outcome: { sign: 'yes', word: 'اہل' },
          amount: '10,500 روپے ہر تین ماہ',
          papers: ['شناختی کارڈ', 'موبائل نمبر'],
          office: 'بی آئی ایس پی تحصیل دفتر',
          nextStep: 'رجسٹریشن ڈیسک پر جائیں۔',
        },
      ],
    },
    {
      heading: 'آپ کو پہلے سے مل رہا ہے',
      programmes: [{ name: 'صحت کارڈ', outcome: { sign: 'already', word: 'شامل' }, papers: [] }],
    },
    { heading: 'خالی', programmes: [] },
  ],
  missing: {
    heading: 'کیا باقی ہے',
    items: [{ text: 'استحقاق نامہ', note: 'زکوٰۃ کمیٹی' }, { text: 'ماہانہ آمدنی' }],
  },
  notNow: {
    heading: 'فی الحال نہیں',
    items: [{ text: 'سہارا کارڈ' }, { text: 'نشوونما', note: 'بچے کا اندراج کروائیں' }],
  },
  helplines: [{ label: 'ہیلپ لائن', value: '0800-26477' }],
  footer: ['یہ مشورہ ہے، فیصلہ نہیں۔'],
  synthetic: 'نمونہ',
}

/** Every text of a slip but those that steer it, replaced. */
function retold<T>(part: T, tell: (text: string) => string): T {
  if (typeof part === 'string') return tell(part) as T & string
  if (Array.isArray(part)) return part.map((each) => retold(each, tell)) as T & unknown[]
  if (typeof part !== 'object' || part === null) return part
  const steers = ['direction', 'sign']
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, steers.includes(key) ? value : retold(value, tell)]),
  ) as T
}

const tags = (page: string) => page.match(/<[^>]*>/g) ?? []
const texts = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))))

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '</style><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '<!--',
  '--><b>',
  '&lt;script&gt;',
  '&#60;script&#62;',
  ']]>',
  '{{7*7}}',
  'javascript:alert(1)',
  '@import url(https://example.org)',
  '\u202edcba',
]

describe('whatever the texts hold', () => {
  const plain = renderSlip(retold(slip, () => 'x'))

  test.each(ATTACKS)('%j adds no tag, and is printed as it is', (attack) => {
    const page = renderSlip(retold(slip, () => attack))
    expect(tags(page).slice(2)).toEqual(tags(plain).slice(2))
    expect(page.split('\n', 2)[1]).not.toMatch(/<.*</)
    const printed = texts(page).filter((text) => text.includes(attack))
    expect(printed.length).toBeGreaterThan(30)
  })

  test('no text is lost, and none becomes markup', () => {
    const text = fc.string({ unit: fc.constantFrom(...'<>"\'&/=-!;# aسx'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.infiniteStream(text), (stream) => {
        const told: string[] = []
        const page = renderSlip({
          ...retold(slip, () => {
            const next = `${told.length} ${stream.next().value}`
            told.push(next)
            return next
          }),
          language: 'ur',
        })
        expect(tags(page).slice(2)).toEqual(tags(plain).slice(2))
        const printed = texts(page).join('\u0000')
        const [, ...shown] = told
        const headingOfNothing = shown.filter((each) => !printed.includes(each))
        expect(headingOfNothing.length).toBe(1)
      }),
    )
  })

  test('a quote cannot leave the attribute of the language', () => {
    const page = renderSlip({ ...slip, language: 'ur" onload="alert(1)' })
    expect(page).toContain('<html lang="ur&#34; onload=&#34;alert(1)" dir="rtl">')
  })
})

describe('renderSlip', () => {
  const page = renderSlip(slip)

  test('states language and direction', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="ur" dir="rtl">/)
    expect(renderSlip({ ...slip, language: 'en', direction: 'ltr' })).toContain('<html lang="en" dir="ltr">')
  })

  test('loads nothing and runs nothing', () => {
    for (const paper of ['a5', 'roll'] as const) {
      const made = renderSlip(slip, paper)
      expect(made).not.toMatch(/<(script|link|img|iframe|object|embed|form|a|base)\b/i)
      expect(made).not.toMatch(/\b(src|href|srcset|style|on\w+)=|url\(|@import|@font-face|https?:/i)
      expect(made).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    }
  })

  test('every tag is closed', () => {
    const open: string[] = []
    for (const tag of tags(page.replace(/<style>.*?<\/style>/s, ''))) {
      const [, slash, name = '', self] = /^<(\/?)([a-z0-9]+)[^>]*?(\/?)>$/.exec(tag) ?? []
      if (name === '' || name === 'meta' || name === 'br' || self) continue
      if (slash) expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
  })

  test('isolates what runs the other way', () => {
    expect(page).toContain('<bdi dir="ltr">K7Q-29X-MWK</bdi>')
    expect(page).toContain('<bdi dir="ltr">0800-26477</bdi>')
    expect(page).toContain('<bdi>نوشہرہ</bdi>')
    expect(page).toContain('<bdi>زرمینہ کے لیے</bdi>')
  })

  test('puts a picture beside each outcome and step', () => {
    const signs = Array.from(page.matchAll(/class="sign-([a-z]+)"/g), ([, sign]) => sign)
    expect(signs).toEqual(['free', 'yes', 'paper', 'place', 'next', 'already', 'ask', 'ask', 'phone'])
  })

  test('reads in the order in which a family needs it', () => {
    const told = texts(page)
      .map((text) => text.trim())
      .filter(Boolean)
    expect(told).toMatchInlineSnapshot(`
      [
        "آپ کے خاندان کو کیا مل سکتا ہے K7Q-29X-MWK",
        "نمونہ",
        "آپ کے خاندان کو کیا مل سکتا ہے",
        "حوالہ نمبر",
        "K7Q-29X-MWK",
        "تاریخ",
        "1 فروری 2024",
        "ونڈو",
        "نوشہرہ",
        "یہ سب مفت ہے۔",
        "آپ کو مل سکتا ہے",
        "بینظیر کفالت",
        "زرمینہ کے لیے",
        "اہل",
        "10,500 روپے ہر تین ماہ",
        "یہ کاغذات ساتھ لائیں",
        "شناختی کارڈ",
        "موبائل نمبر",
        "یہاں جائیں",
        "بی آئی ایس پی تحصیل دفتر",
        "اگلا قدم",
        "رجسٹریشن ڈیسک پر جائیں۔",
        "آپ کو پہلے سے مل رہا ہے",
        "صحت کارڈ",
        "شامل",
        "کیا باقی ہے",
        "استحقاق نامہ",
        "زکوٰۃ کمیٹی",
        "ماہانہ آمدنی",
        "فی الحال نہیں",
        "سہارا کارڈ",
        "نشوونما: بچے کا اندراج کروائیں",
        "ہیلپ لائن",
        "0800-26477",
        "یہ مشورہ ہے، فیصلہ نہیں۔",
      ]
    `)
  })

  test('leaves out what is not there', () => {
    const bare = renderSlip({
      ...slip,
      sections: [],
      missing: { heading: 'کیا باقی ہے', items: [] },
      notNow: { heading: 'فی الحال نہیں', items: [] },
    })
    expect(bare).not.toContain('<section')
    expect(bare).not.toContain('کیا باقی ہے')
    const { synthetic: _, ...real } = slip
    expect(renderSlip(real)).not.toContain('class="synthetic"')
    expect(page).not.toContain('undefined')
  })

  test('is cut for its paper', () => {
    expect(page).toContain('size: A5 portrait')
    expect(renderSlip(slip, 'roll')).toContain('size: 80mm')
    expect(renderSlip(slip, 'roll')).not.toContain('A5')
  })
})
