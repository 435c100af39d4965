import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, keepName } from './fold-name.ts'

/** One name a line, as it is met in Latin, Urdu and Pashto spelling. */
const SAME = `
Muhammad, Mohammad, Mohammed, Mohamad, MUHAMMAD, Mohd., محمد, مُحَمَّد, محمّد, محـمد
Khan, Khaan, خان, خاں
Gul, Gull, Gool, گل, ګل
Zarghuna, Zarghoona, Zarguna, زرغونہ, زرغونه
Fatima, Fatimah, Fatema, Fatimeh, فاطمہ, فاطمه, فاطمة, فاطمھ
Bibi, Bibi., BIBI, بی بی, بي بي, بی‌بی, بیبی
Shah, Shaah, شاہ, شاه
Yousaf, Yusuf, Yusaf, Yousuf, Youssef, یوسف, يوسف
Wazir, Vazir, Wazeer, وزیر, وزير
Ahmad, Ahmed, Ahmad-, احمد
Ayesha, Aisha, Aysha, Aaisha, عائشہ, عايشه, عائشة
Khadija, Khadeeja, Khadijah, خدیجہ, خديجه
Zainab, Zaynab, Zenab, زینب, زېنب
Maryam, Mariam, مریم, مريم
Amina, Aamina, Aminah, آمنہ, امنه
Rahmatullah, Rahmat Ullah, Rehmatulla, رحمت اللہ, رحمت الله, رحمت‌الله
Abdullah, Abdulla, Abdulah, Abd Allah, عبداللہ, عبد الله, عبدلله
Abdul Rahman, Abdur Rehman, Abdurrahman, Abdulrahman, عبدالرحمن, عبد الرحمان, عبدالرحمٰن
Abdul Ghafoor, Abdul Gafur, Abdulghafoor, عبدالغفور, عبد الغفور
Abdus Salam, Abdussalam, Abdul Salaam, عبدالسلام
Zia ul Haq, Zia-ul-Haq, Ziaulhaq, ضیاء الحق, ضیاالحق, ضيا الحق
Nooruddin, Noor-ud-Din, Nur ud Deen, Nuruddin, نورالدین, نور الدين
Quratulain, Qurat-ul-Ain, قرۃ العین
Saifullah, Saif Ullah, سیف اللہ, سيف الله, سیفاللہ
Umar, Omar, Umer, عمر
Amir, Ameer, Aamir, امیر, عامر, امير
Usman, Osman, Uthman, Othman, عثمان
Ali, Aali, Alee, علی, علي
Hassan, Hasan, حسن
Hussain, Husain, Hussein, Hossein, حسین, حسين
Syed, Sayed, Sayyid, Sayyed, Saiyed, سید, سيد
Syeda, Sayyida, Saiyeda, سیدہ, سيده
Saeed, Sa'eed, Saʿīd, Said, سعید, سعيد
Mahmood, Mehmood, Mahmud, Mahmoud, Mehmud, محمود
Ishaq, Ishaaq, Is'haq, اسحاق, اسحٰق
Mazhar, Mazhir, مظہر, مظهر
Musa, Moosa, Mousa, موسیٰ, موسی, موسى
Mustafa, Mustafah, مصطفیٰ, مصطفی, مصطفى
Bushra, Bushrah, بشریٰ, بشری
Yahya, Yahia, یحییٰ, یحیی
Yaqoob, Yaqub, Yakoob, Yakub, یعقوب, يعقوب
Qasim, Kasim, Qaasim, قاسم
Iqbal, Ikbal, اقبال
Zulfiqar, Zulfikar, Zulfeqar, ذوالفقار
Zahir, Zaheer, ظاہر, ظہیر, ظاهر, ځاهر
Ghulam, Gulam, Ghulaam, غلام
Ghazala, Gazala, غزالہ, غزاله
Chaman, چمن
Shahnaz, Shehnaz, شہناز, شهناز
Shamim, Shameem, شمیم, شميم
Khushal, Khushhal, خوشحال, خوشال
Nawaz, Navaz, نواز
Anwar, Anvar, انور
Parveen, Parwin, Parvin, پروین, پروين
Javed, Jawed, Javaid, جاوید, جاويد
Daud, Dawood, Dawud, داؤد, داود
Rukhsana, Rukhsaana, رخسانہ, رخسانه
Ambreen, Anbreen, Ambrin, عنبرین, عنبرين
Altaf, Altaaf, الطاف
Ilyas, Elyas, Ilyaas, الیاس, الياس
Haji, Hajee, حاجی, الحاجی, حاجي
Shafiq, Shafeeq, Shafik, شفیق, شفيق
Shafi, Shafee, شفیع, شفيع
Saleh, Salih, صالح
Fateh, Fatah, فتح
Phool, Phul, Fool, پھول
Bhutto, Bhuto, بھٹو
Singh, سنگھ
Sikandar, Sikander, Secander, سکندر, سكندر
Spogmai, Spogmay, سپوږمۍ, سپوگمئی
Wagma, Wagmah, وږمه, وگمہ
Palwasha, Palvasha, پلوشہ, پلوشه
Gulalai, Gulalay, Gulalei, گلالئی, ګلالۍ
Torpekai, Torpekay, تورپېکۍ, تورپیکئی
Zarmina, Zarmeena, زرمینہ, زرمينه
Brekhna, Brekhnah, برېښنا, بریخنا
Zhala, Zhaala, ژالہ, ژاله
Khattak, Khatak, خٹک, خټک
Marwat, Marwatt, مروت
Wardag, Vardag, وردگ, وردګ
Malala, Malalah, ملالہ, ملاله
Rahim Dad, Raheem Daad, رحیم داد, رحيم داد
Noor Jahan, Nur Jehan, نور جہان, نور جهان
Huda, Hudah, ہدیٰ, هدا
Abdul, Abdool, عبدل
Sarwan, Tsarwan, څاروان
Zadran, Dzadran, ځدران
Jackson, Jakson, Jaxon, جیکسن
Cecilia, Sesilia, سسیلیا
Bhalai, ڀلائي, بھلائی
Tharparkar, ٿرپارڪر, تھرپارکر
Sindh, سنڌ, سندھ
Dharo, ڍارو, ڈھارو
Naushehra, Nowshera, Nowshehra, Noshera, نوشہرہ, نوښار
Mardan, مردان
Kohat, کوہاٹ, کوهاټ
Hangu, ہنگو, هنګو
Dir-Lower, Dir Lower, DIR  LOWER
Chak 12, چک ۱۲, چک ١٢
`

/** Neighbours that a window must not take for each other. */
const DIFFERENT = `
Zarmina, Zareen
Zarmina, Zarghuna
Zareen, Zarina
Umar, Amir
عمر, امیر
Muhammad, Mahmood
محمد, محمود
Muhammad, Ahmad
محمد, احمد
Muhammad, Hamid
Hassan, Hussain
حسن, حسین
Hassan, Ihsan
Syed, Saeed
سید, سعید
Syeda, Saeeda
Ali, Allah
Ali, Alia
علی, عالیہ
Khan, Jan
خان, جان
Khan, Gul
Gul, Gula
Bibi, Baba
Bibi, Begum
Shah, Sher
شاہ, شیر
Farid, Farida
فرید, فریدہ
Khalid, Khalida
Shahid, Shahida
Shahid, Shad
شاہد, شاد
Shaheen, Shan
Rahim, Rahman
رحیم, رحمان
Rahim, Karim
Salim, Islam
سلیم, اسلم
Nasir, Nusrat
Qasim, Hashim
Tahir, Zahir
طاہر, ظاہر
Sabir, Shabbir
صابر, شبیر
Musa, Isa
موسیٰ, عیسیٰ
Yousaf, Asif
یوسف, آصف
Wazir, Nazir
وزیر, نذیر
Nawaz, Nasir
Fatima, Fahmida
فاطمہ, فہمیدہ
Maryam, Marwa
Zainab, Zeenat
زینب, زینت
Khadija, Khalida
Palwasha, Parveen
پلوشه, پروین
Wagma, Spogmai
وږمه, سپوږمۍ
Abdullah, Abdul Ali
عبداللہ, عبدالعلی
Abdul Rahman, Abdul Rahim
Saifullah, Saif
Nooruddin, Noorullah
Mardan, Marwat
Peshawar, Nowshera
`

/** Different names that share a skeleton, kept here so that the loss is seen, not found out. */
const COLLIDING = `
Amin, Aman
Nawaz, Niaz
نواز, نیاز
Hamid, Hameed
حامد, حمید
Saeed, Saad
سعید, سعد
Nasir, Naseer
Jamal, Jamil
Ayesha, Asha
Asia, Isa
Karim, Karam
`

/** One spelling, but sounds that a skeleton joins only by losing others. */
const APART = `
Ramzan, Ramadan
Brekhna, Breshna
Gul Khan, Gulkhan
`

function rows(table: string): [string, string, string][] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(', ')
      return others.map((other): [string, string, string] => [first, other, foldName(first).join(' ')])
    })
}

const script = (name: string) => (/\p{sc=Arab}/u.test(name) ? 'arabic' : 'latin')

describe('foldName', () => {
  test.each(rows(SAME))('%s is %s (%s)', (first, other) => {
    expect(foldName(first)).not.toEqual([])
    expect(foldName(other)).toEqual(foldName(first))
  })

  test.each(rows(DIFFERENT))('%s is not %s', (first, other) => {
    expect(foldName(other)).not.toEqual(foldName(first))
  })

  test.each(rows(COLLIDING))('%s and %s are honestly not told apart', (first, other) => {
    expect(foldName(other)).toEqual(foldName(first))
  })

  test.each(rows(APART))('%s does not find %s', (first, other) => {
    expect(foldName(other)).not.toEqual(foldName(first))
  })

  test('the tables are large enough to mean something', () => {
    const across = rows(SAME).filter(([first, other]) => script(first) !== script(other))
    expect(across.length).toBeGreaterThan(150)
    expect(rows(DIFFERENT).length).toBeGreaterThan(60)
  })

  test('no two names of the first table share a skeleton', () => {
    const names = SAME.trim()
      .split('\n')
      .map((line) => foldName(line.split(', ')[0] ?? '').join(' '))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('keeps the order of words and says each once', () => {
    expect(foldName('Gul Bibi Gul')).toEqual(['gl', 'bb'])
    expect(foldName('خان گل محمد خان')).toEqual(['khn', 'gl', 'mhmd'])
  })

  test('the article alone is still a name', () => {
    expect(foldName('Al')).toEqual(['al'])
    expect(foldName('Zia ul Haq')).toEqual(['za', 'hk'])
  })

  test.each(['', '   ', '—', '...', '()', 'ـ', '\u200c', '\u064b', '،', 'ﷺ'])('%j holds nothing', (text) => {
    expect(foldName(text)).toEqual([])
  })

  test('a blessing is not part of the name', () => {
    expect(foldName('محمد ﷺ')).toEqual(['mhmd'])
  })

  test('other scripts are cut into words', () => {
    expect(foldName('សុខា ចាន់')).toEqual(['សុខា', 'ចាន់'])
    expect(foldName('ខ្ញុំស្រឡាញ់ភាសាខ្មែរ')).toEqual(['ខ្ញុំស្រឡាញ់ភាសាខ្មែរ'])
    expect(foldName('ภาษาไทย')).toEqual(['ภาษา', 'ไทย'])
    expect(foldName('ΜΑΡΊΑ')).toEqual(['μαρία'])
    expect(foldName('Ali/علی')).toEqual(['al'])
    expect(foldName('Gulګلabc')).toEqual(['gl', 'abk'])
  })
})

describe('a name in a script without spaces', () => {
  const FAMILY = 'សុខ ចាន់ ជា លី គឹម កែវ អ៊ុក នួន ហេង ឈឹម ទេព ឡុង សេង ម៉ៅ ហ៊ុន'.split(' ')
  const GIVEN =
    'សុខា ដារ៉ា វណ្ណា ស្រីមុំ បុប្ផា រតនា ពិសិដ្ឋ ចន្ថា សុភាព មករា ធីតា ស្រីនាង វិចិត្រ ម៉ាលី សុជាតា ចាន់ថា លីដា សុខហេង'.split(' ')
  const names = FAMILY.flatMap((family) => GIVEN.map((given) => ({ family, given })))
  const finds = (query: string, kept: string) => {
    const tokens = keepName(kept)
    return foldName(query).every((token) => tokens.includes(token))
  }

  test.each([' ', '', '\u200b'])('is found with %j between its parts, however they are sought', (between) => {
    const missed = names.flatMap(({ family, given }) =>
      [
        `${family} ${given}`,
        `${family}${given}`,
        `${family}\u200b${given}`,
        `${given} ${family}`,
        family,
        given,
      ].filter((query) => !finds(query, `${family}${between}${given}`)),
    )
    expect(missed).toEqual([])
  })

  const others = (between: string) =>
    names.flatMap(({ family, given }) => {
      const tokens = keepName(`${family}${between}${given}`)
      return [...FAMILY, ...GIVEN]
        .filter((query) => query !== family && query !== given)
        .filter((query) => foldName(query).every((token) => tokens.includes(token)))
        .map((query) => `${query} finds ${given}`)
    })

  test('written with a space is found by its own parts alone', () => {
    expect(others(' ')).toEqual([])
  })

  test('written without is found by what it begins or ends with too, and by nothing else', () => {
    const wrong = others('')
    expect(new Set(wrong)).toEqual(new Set(['ហេង finds សុខហេង', 'លី finds ម៉ាលី', 'លីដា finds ដារ៉ា']))
    // Of 8,370 pairs of a part and a name that does not have it.
    expect(wrong).toHaveLength(29)
  })

  test.each([
    ['a family name in three parts', 'គឹម សុខ ដា', 'គឹម សុខដា'],
    ['a coeng after the vowel', 'ស្រីមុំ', 'ស\u17b8្រមុំ'],
    ['two below in another order', 'ស្ត្រី', 'ស្រ្តី'],
    ['a vowel in two halves', 'ចោម', 'ច\u17c1\u17b6ម'],
    ['a vowel in two halves, the other way round', 'ចោម', 'ច\u17b6\u17c1ម'],
    ['a shifter typed as the vowel it looks like', 'អ៊ីវ', 'អុីវ'],
    ['a sign before the vowel', 'ជុំ', 'ជ\u17c6\u17bb'],
    ['a mark typed twice', 'ចាន់', 'ចាន\u17cb\u17cb'],
    ['da and ta below', 'ចិត្ដ', 'ចិត្ត'],
    ['an invisible vowel', 'សុខ', 'សុខ\u17b4'],
    ['a joiner', 'សុខា', 'សុ\u200cខា'],
    ['digits', 'ភូមិ ៣', 'ភូមិ 3'],
  ])('%s', (_, query, kept) => {
    expect(finds(kept, query)).toBe(true)
    if (query.includes(' ') === kept.includes(' ') && query.split(' ').length === kept.split(' ').length)
      expect(foldName(kept)).toEqual(foldName(query))
  })

  test.each([
    ['សុខ', 'សុខា'],
    ['សុខា', 'សុខ ដារ៉ា'],
    ['ជា', 'ចាន់ ជាតិ'],
    ['ខា', 'ចាន់ សុខា'],
    ['ហ៊ុន', 'ហុន'],
    ['ខ្ញុំ', 'ខ្ញុ'],
  ])('%s is not %s', (query, kept) => {
    expect(finds(query, kept)).toBe(false)
  })

  test('beside another script keeps to itself', () => {
    expect(keepName('ចាន់ Sokha សុខា')).toEqual(['ចាន់', 'skha', 'សុខា', 'ចា', 'ន់', 'សុ', 'ខា'])
    expect(keepName('Mohammad Yousaf')).toEqual(foldName('Mohammad Yousaf'))
  })

  test('is kept under few tokens, however long', () => {
    expect(keepName('ក'.repeat(200)).length).toBeLessThan(20)
    expect(keepName('កា '.repeat(60)).length).toBeLessThan(10)
    const words = Array.from({ length: 50 }, (_, index) => `ក${String.fromCharCode(0x1780 + (index % 30))}`)
    expect(keepName(words.join(' ')).length).toBeLessThan(250)
  })
})

describe('for any text', () => {
  const letters = "ابپتټٹثجچحخدډذرړزژږسشښصضطظعغفقکكګگلمنڼںوؤهہھۀةیيىېۍئےآأء ‌ًَُِّٰـabcdefghijklmnopqrstuvwxyzāīūʿ'-"
  const name = fc.array(fc.constantFrom(...letters), { maxLength: 30 }).map((units) => units.join(''))
  const anything = fc.oneof(name, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 200 }))

  test('tokens are non-empty, unique, at most 40 characters, well formed and in lower case', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const tokens = keepName(text)
        expect(tokens.slice(0, foldName(text).length)).toEqual(foldName(text))
        expect(new Set(tokens).size).toBe(tokens.length)
        for (const token of tokens) {
          expect(token.length).toBeGreaterThan(0)
          expect(token.length).toBeLessThanOrEqual(40)
          expect(token.isWellFormed()).toBe(true)
          expect(token).not.toMatch(/\s/)
          expect(token).toBe(token.toLowerCase())
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('a word of the two scripts becomes Latin letters only', () => {
    fc.assert(
      fc.property(name, (text) => {
        for (const token of foldName(text)) expect(token).toMatch(/^[a-z]+$/)
      }),
      { numRuns: 1000 },
    )
  })

  test('marks, tatweel, letter forms, case and keyboards do not matter', () => {
    fc.assert(
      fc.property(name, fc.infiniteStream(fc.nat(4)), (text, choices) => {
        const keyboards: Record<string, string> = {
          ی: 'ي',
          ک: 'ك',
          ه: 'ہ',
          گ: 'ګ',
          ټ: 'ٹ',
          ډ: 'ڈ',
          ړ: 'ڑ',
          ڼ: 'ن',
        }
        const typed = Array.from(text, (letter) => {
          const choice = choices.next().value ?? 0
          if (choice === 0) return keyboards[letter] ?? letter
          if (choice === 1 && /\p{sc=Arab}/u.test(letter) && /\p{L}/u.test(letter)) return `${letter}ـ`
          if (choice === 2 && /[a-z]/.test(letter)) return letter.toUpperCase()
          return letter
        }).join('')
        expect(foldName(typed.normalize('NFD'))).toEqual(foldName(text))
      }),
      { numRuns: 1000 },
    )
  })

  test('a long text ends', () => {
    for (const piece of ['ا', 'ul', 'بی ', 'aulla', 'ᄀ', "a'", 'ھ']) foldName(piece.repeat(50_000))
  })
})
