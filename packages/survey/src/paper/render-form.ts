import { createTranslator, type Definition, type Translator } from '@onewindow/tenant'
import { SECTIONS, type Section } from '../field.ts'
import { type FormField, surveyForm } from '../form.ts'
import { FORM_STYLE } from './form-style.ts'
import { type Html, html } from './html.ts'

export interface PaperOptions {
  readonly language: string
  readonly second?: string | undefined
  /** Blocks for persons. */
  readonly members?: number
}

/** Options of more choices than this stand on the sheet of codes. */
const BESIDE = 5

/**
 * The survey form as a whole HTML document for the printer: A4, black on white, without scripts, and with nothing to load.
 * Its numbers are those of the file's columns.
 *
 * @throws RangeError for a language that the definition does not declare.
 */
export function renderForm(definition: Definition, { language, second, members = 8 }: PaperOptions): string {
  const first = createTranslator(definition, language)
  const other = second === undefined ? undefined : createTranslator(definition, second)
  const fields = surveyForm(definition, { language, second })
  const house = fields.filter(({ of }) => of === 'household')
  const people = fields.filter(({ of }) => of === 'member')
  const coded = fields.filter(({ options }) => options.length > BESIDE)
  const { direction } = first.locale
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${first.t('survey.title')}</title>
${FORM_STYLE}
</head>
<body>
<header>
<h1>${both('survey.title')}</h1>
</header>
<p class="help">${both('survey.fill')}</p>
${sectionsOf(house).map((section) => questions(section, house))}
<footer><p>${both('survey.surveyor')}</p><div class="line"></div></footer>
<main class="people">
<p class="help">${both('survey.members')}</p>
${Array.from({ length: members }, (_, index) => person(index + 1))}
</main>
<aside class="codes">
<h1>${both('survey.codes')}</h1>
${coded.map(codes)}
</aside>
</body>
</html>
`.text

  function both(key: string): Html {
    return html`<span>${first.t(key)}</span>${inSecond(other?.t(key))}`
  }

  function inSecond(text: string | undefined): Html | undefined {
    if (text === undefined || !other) return undefined
    return html` <span class="second" lang="${other.locale.id}" dir="${other.locale.direction}">${text}</span>`
  }

  function person(number: number): Html {
    return html`<article class="person">
<h2>${both('survey.section.member')} <bdi>${number.toString()}</bdi> <span class="form">${both('survey.field.household.instance')} ${boxes('#'.repeat(12))}</span></h2>
<div class="questions">${sectionsOf(people).flatMap((section) =>
      people.filter((field) => field.section === section).map((field) => question(field, number)),
    )}</div>
</article>`
  }

  function questions(section: Section, of: readonly FormField[]): Html {
    return html`<section>
<h2>${both(`survey.section.${section}`)}</h2>
<div class="questions">${of.filter((field) => field.section === section).map((field) => question(field))}</div>
</section>`
  }

  function question(field: FormField, person?: number): Html {
    const { number, label, second: translated, required, options, answer } = field
    const width = widthOf(field)
    const beside = answer.type === 'boolean' ? yesNo(first, other) : options.length <= BESIDE ? options : []
    return html`<div class="question ${width}${required ? ' required' : ''}">
<p class="label"><b>${number.toString()}</b><span>${label}${inSecond(translated)}</span></p>
<div class="answer">${space(field, person)}${
      beside.length === 0
        ? undefined
        : html`<ul class="options">${beside.map(
            (option) =>
              html`<li><b>${option.code}</b> ${option.label}${inSecond(option.second === option.label ? undefined : option.second)}</li>`,
          )}</ul>`
    }</div>
</div>`
  }

  function codes({ number, label, second: translated, options }: FormField): Html {
    return html`<section>
<h2><bdi class="ltr">${number.toString()}</bdi> ${label}${inSecond(translated)}</h2>
<ol>${options.map((option) => html`<li><b>${option.code}</b> ${option.label}${inSecond(option.second === option.label ? undefined : option.second)}</li>`)}</ol>
</section>`
  }
}

const sectionsOf = (fields: readonly FormField[]): readonly Section[] =>
  SECTIONS.filter((section) => fields.some((field) => field.section === section))

const yesNo = (first: Translator, other: Translator | undefined) =>
  (['yes', 'no'] as const).map((id, index) => ({
    id,
    code: String(index + 1),
    label: first.t(`value.${id}`),
    ...(other && { second: other.t(`value.${id}`) }),
  }))

function widthOf({ id, answer, options }: FormField): 'whole' | 'wide' | 'narrow' {
  if (id === 'household.address') return 'whole'
  return answer.type === 'text' || (options.length > 3 && options.length <= BESIDE) ? 'wide' : 'narrow'
}

/** Where the answer is written: a box for each sign, or a line. */
function space({ id, answer, options }: FormField, person: number | undefined): Html {
  switch (answer.type) {
    case 'text':
      return html`<div class="line"></div>`
    case 'boolean':
      return boxes('#')
    case 'choice':
      return boxes('#'.repeat(Math.max(...options.map(({ code }) => code.length))))
    case 'day':
    case 'day_or_year':
      return boxes('dd/mm/yyyy')
    case 'year':
      return boxes('yyyy')
    case 'age':
      return boxes('###')
    case 'key':
      if (id === 'member.key' && person !== undefined) return html`<strong>${String(person)}</strong>`
      return boxes('#'.repeat(id === 'household.instance' ? 12 : 2))
    case 'keys':
      return boxes('##')
    case 'number':
      return boxes(numberShape(answer))
    case 'identifier':
      return answer.kind.display === undefined ? html`<div class="line"></div>` : boxes(answer.kind.display)
  }
}

const numberShape = ({ scale, max }: { readonly scale: number; readonly max?: number }): string =>
  '#'.repeat(max === undefined ? 7 : String(Math.floor(max)).length) +
  (scale > 0 ? `.${'#'.repeat(scale)}` : '')

/** `#` is an empty box, a letter one that shows what to write, anything else stands between them. */
const boxes = (shape: string): Html =>
  html`<div class="boxes">${[...shape].map((sign) =>
    sign === '#'
      ? html`<i></i>`
      : /[a-z]/.test(sign)
        ? html`<i data-hint="${sign}"></i>`
        : html`<span>${sign}</span>`,
  )}</div>`
