import { type Html, html } from './html.ts'
import type { Paper } from './slip.ts'

export const slipStyle = (paper: Paper): Html => html`<style>${RULES}${PAPERS[paper]}</style>`

/**
 * Lines and type only: printers leave backgrounds out, and thermal paper knows no grey. Urdu and its neighbours are read
 * in Nastaliq, which climbs and hangs far beyond the line; Pashto in Naskh. All fonts are the machine's own.
 */
const RULES = html`
* { box-sizing: border-box; margin: 0; padding: 0 }
html { font: 10pt/1.4 "Noto Sans", "Segoe UI", Arial, "Noto Sans Khmer", "Khmer OS", sans-serif; color: #000; background: #fff }
html[dir=rtl] { font: 11pt/1.55 "Noto Naskh Arabic", "Scheherazade New", Amiri, "Arabic Typesetting", "Noto Sans", "Segoe UI", Arial, sans-serif }
html:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno)) { font: 9.5pt/2.2 "Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting", "Awami Nastaliq", "Noto Naskh Arabic", "Noto Sans", sans-serif }
:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno)) :is(h2, .outcome, .free, .synthetic) { padding-block: .2em .3em; line-height: 2 }
body { max-width: 128mm; margin-inline: auto }
h1 { font-size: 1.35em; text-wrap: balance }
h2 { font-size: 1.15em; border-bottom: .5mm solid; margin-top: 2mm; padding-top: .25em; break-after: avoid }
h3 { font-size: 1.1em }
h3 bdi { display: inline-block; font-size: .9em; font-weight: normal }
ul { list-style: none }
svg { flex: none; width: 1.25em; height: 1.25em; fill: none; stroke: #000; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
[dir=rtl] :is(.sign-next, .sign-ask) { transform: scaleX(-1) }

header { display: grid; grid-template-columns: 1fr auto; gap: 0 5mm; align-items: center }
header dl { display: flex; flex-wrap: wrap; gap: 0 5mm }
header dl div { display: flex; gap: 1.5mm }
header dd { font-weight: bold }
.reference { grid-area: 1 / 2 / 3; border: .5mm solid; padding: 1mm 3mm; text-align: center }
.reference bdi { display: block; font: bold 17pt/1.2 "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; white-space: nowrap }
.synthetic { border: .5mm dashed; text-align: center; font-weight: bold; margin-bottom: 1mm }
.free { display: flex; gap: 2.5mm; align-items: center; justify-content: center; margin-top: 2mm; border: .3mm solid }

article { display: grid; grid-template-columns: 2em 1fr auto; gap: 0 2.5mm; align-items: center; padding: 1.5mm 0; break-inside: avoid }
article:not(:last-child) { border-bottom: .2mm solid }
article > svg { width: 2em; height: 2em }
article > :is(.amount, dl) { grid-column: 2 / -1 }
.outcome { border: .3mm solid; border-radius: 2mm; padding: 0 2mm }
.amount { font-size: 1.2em; font-weight: bold }
article dl { display: grid; grid-template-columns: 1.25em fit-content(40mm) 1fr; gap: .5mm 2.5mm; align-items: start }
article dl div { display: contents }
article dl svg { margin-top: calc((1lh - 1.25em) / 2) }

.missing li { display: flex; gap: 2.5mm; align-items: start; padding: .5mm 0; break-inside: avoid }
.missing li + li { border-top: .2mm dotted }
.missing svg { margin-top: calc((1lh - 1.25em) / 2) }
.not-now ul { columns: 2; column-gap: 6mm }
.not-now li { break-inside: avoid }
.not-now li::before { content: "–"; margin-inline-end: 1.5mm }

footer { margin-top: 3mm; padding-top: 1.5mm; border-top: .5mm solid; break-inside: avoid }
.helpline { display: inline-flex; align-items: center; gap: 2mm; margin-inline-end: 6mm; font-weight: bold; font-size: 1.1em }
`

const PAPERS = {
  a5: html`
@page { size: A5 portrait; margin: 7mm 10mm 10mm; @bottom-center { content: "\\2066" counter(page) "/" counter(pages) "\\2069"; font: 8pt sans-serif } }
`,
  roll: html`
@page { size: 80mm 297mm; margin: 3mm }
header, .not-now ul { display: block; columns: auto }
header dl { margin-bottom: 1mm }
.reference { margin: 1mm 0 }
.outcome { grid-column: 2 / -1; justify-self: start }
article dl { grid-column: 1 / -1; grid-template-columns: 1.25em 1fr }
article dd { grid-column: 2 }
`,
}
