import { type Html, html } from './html.ts'
import { slipStyle } from './slip-style.ts'

/**
 * The paper that a family takes home. Every text is in its language already, with amounts and dates formatted. Others
 * may read it over a shoulder: it holds no document number, no reason, and no answer the family gave.
 */
export interface Slip {
  /** Language tag of all texts: `ur`. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  readonly reference: Labelled
  readonly date: Labelled
  readonly window: Labelled
  readonly noFee: string
  readonly labels: { readonly papers: string; readonly office: string; readonly nextStep: string }
  /** In the order a family should read them; one without programmes is left out. */
  readonly sections: readonly SlipSection[]
  /** What must still be found out, and who can say it. */
  readonly missing: SlipList
  /** Programmes that answer no, by name alone; a note says how that can be cured. */
  readonly notNow: SlipList
  readonly helplines: readonly Labelled[]
  /** That this is no decision, that one may object, to keep the paper. */
  readonly footer: readonly string[]
  /** Present where the family is made up: says so. */
  readonly synthetic?: string
}

export interface Labelled {
  readonly label: string
  readonly value: string
}

export interface SlipList {
  readonly heading: string
  readonly items: readonly SlipItem[]
}

export interface SlipItem {
  readonly text: string
  readonly note?: string
}

export interface SlipSection {
  readonly heading: string
  readonly programmes: readonly SlipProgramme[]
}

export interface SlipProgramme {
  readonly name: string
  /** Whom it is for, where that is not the whole household. */
  readonly beneficiary?: string
  readonly outcome: { readonly sign: 'yes' | 'already' | 'ask'; readonly word: string }
  readonly amount?: string
  readonly papers: readonly string[]
  /** Name and place. */
  readonly office?: string
  readonly nextStep?: string
}

/** `a5`: a sheet of 148 × 210 mm, upright; `roll`: a thermal roll 80 mm wide. */
export type Paper = 'a5' | 'roll'

/**
 * A slip as a whole HTML document for the printer: black on white, without scripts, and with nothing to load.
 *
 * @example await reply.type('text/html; charset=utf-8').send(renderSlip(slip))
 */
export function renderSlip(slip: Slip, paper: Paper = 'a5'): string {
  const { reference } = slip
  return html`<!doctype html>
<html lang="${slip.language}" dir="${slip.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${slip.title} ${reference.value}</title>
${slipStyle(paper)}
</head>
<body>
${given(slip.synthetic, (text) => html`<p class="synthetic">${text}</p>`)}
<header>
<h1>${slip.title}</h1>
<p class="reference">${reference.label} <bdi dir="ltr">${reference.value}</bdi></p>
<dl>${[slip.date, slip.window].map(({ label, value }) => html`<div><dt>${label}</dt> <dd><bdi>${value}</bdi></dd></div>`)}</dl>
</header>
<p class="free">${glyph('free')}<strong>${slip.noFee}</strong></p>
<main>
${slip.sections.filter(({ programmes }) => programmes.length > 0).map((section) => programmes(section, slip.labels))}
${list('missing', slip.missing, ({ text, note }) => html`<li>${glyph('ask')}<p><b>${text}</b>${given(note, (note) => html`<br>${note}`)}</p></li>`)}
${list('not-now', slip.notNow, ({ text, note }) => html`<li>${text}${given(note, (note) => html`: ${note}`)}</li>`)}
</main>
<footer>
${slip.helplines.map(({ label, value }) => html`<p class="helpline">${glyph('phone')}<span>${label} <bdi dir="ltr">${value}</bdi></span></p>`)}
${slip.footer.map((line) => html`<p>${line}</p>`)}
</footer>
</body>
</html>
`.text
}

function programmes({ heading, programmes }: SlipSection, labels: Slip['labels']): Html {
  return html`<section>
<h2>${heading}</h2>
${programmes.map(
  ({ name, beneficiary, outcome, amount, papers, office, nextStep }) => html`<article>
${glyph(outcome.sign)}
<h3>${name}${given(beneficiary, (text) => html` <bdi>${text}</bdi>`)}</h3>
<p class="outcome">${outcome.word}</p>
${given(amount, (text) => html`<p class="amount">${text}</p>`)}
<dl>
${papers.length === 0 ? undefined : step('paper', labels.papers, html`<ul>${papers.map((paper) => html`<li>${paper}</li>`)}</ul>`)}
${given(office, (text) => step('place', labels.office, html`${text}`))}
${given(nextStep, (text) => step('next', labels.nextStep, html`${text}`))}
</dl>
</article>`,
)}
</section>
`
}

const given = (text: string | undefined, made: (text: string) => Html) =>
  text === undefined ? undefined : made(text)

const step = (sign: Sign, label: string, content: Html) =>
  html`<div>${glyph(sign)}<dt>${label}</dt><dd>${content}</dd></div>`

const list = (kind: string, { heading, items }: SlipList, item: (item: SlipItem) => Html) =>
  items.length === 0
    ? undefined
    : html`<section class="${kind}">
<h2>${heading}</h2>
<ul>${items.map(item)}</ul>
</section>
`

/** Line drawings on a grid of 24, beside their text: for those who would rather look than read. */
const GLYPHS = {
  yes: html`<circle cx="12" cy="12" r="10"/><path d="m7 12.5 3.5 3.5L17 8.5"/>`,
  already: html`<circle cx="12" cy="12" r="10"/><path d="m4.5 12.5 3 3L13 9m-2 5 1.5 1.5L19 9"/>`,
  ask: html`<circle cx="12" cy="12" r="10"/><path d="M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.2m0 3v.1"/>`,
  paper: html`<path d="M6 2.5h8l4 4v15H6zm8 0v4h4M9 11h6m-6 3.5h6M9 18h4"/>`,
  place: html`<path d="M12 22s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12z"/><circle cx="12" cy="10" r="2.5"/>`,
  next: html`<path d="M3 12h17m-6-6 6 6-6 6"/>`,
  phone: html`<path d="M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z"/>`,
  free: html`<circle cx="12" cy="12" r="10"/><circle cx="12" cy="12" r="4.5"/><path d="m5 5 14 14"/>`,
}
type Sign = keyof typeof GLYPHS

const glyph = (sign: Sign) =>
  html`<svg class="sign-${sign}" viewBox="0 0 24 24" aria-hidden="true">${GLYPHS[sign]}</svg>`
