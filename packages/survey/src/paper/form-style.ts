import { type Html, html } from './html.ts'

/**
 * Lines and type only: printers leave backgrounds out. Urdu and its neighbours are read in Nastaliq, which climbs and hangs
 * far beyond the line; Pashto in Naskh. All fonts are the machine's own.
 */
export const FORM_STYLE: Html = html`<style>
@page { size: A4 portrait; margin: 11mm 11mm 13mm; @bottom-center { content: "\\2066" counter(page) "/" counter(pages) "\\2069"; font: 8pt sans-serif } }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { color: #000; background: #fff }
:root, :lang(en) { font-family: "Noto Sans", "Segoe UI", Arial, "Noto Sans Khmer", "Khmer OS", sans-serif }
:lang(ps), :lang(ar), :lang(sd) { font-family: "Noto Naskh Arabic", "Scheherazade New", Amiri, "Arabic Typesetting", "Noto Sans", sans-serif }
:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno)) { font-family: "Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting", "Awami Nastaliq", "Noto Naskh Arabic", "Noto Sans", sans-serif }
html { font-size: 8.5pt; line-height: 1.3 }
html:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno)) { font-size: 7.6pt; line-height: 1.85 }
html:lang(ps) { font-size: 9pt; line-height: 1.4 }
body { max-width: 188mm; margin-inline: auto }
.second { font-size: 6.6pt; line-height: 1.2; font-weight: normal }
.second:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno)) { font-size: 6.4pt; line-height: 1.8 }
bdi.ltr { direction: ltr; unicode-bidi: isolate }

header { display: grid; grid-template-columns: 1fr auto; gap: 0 6mm; align-items: center; border-bottom: .5mm solid; padding-bottom: 1mm; margin-bottom: 1.5mm }
h1 { font-size: 1.6em }
h2 { font-size: 1.15em; border-bottom: .3mm solid; margin-top: 2mm; break-after: avoid }
h1 .second, h2 .second { margin-inline-start: 2mm }
.help { margin-bottom: 1mm }
.help .second { display: block }

.questions { display: grid; grid-template-columns: repeat(3, 1fr); grid-auto-flow: row dense; gap: 0; border-inline-start: .2mm solid; border-top: .2mm solid }
.question { border-inline-end: .2mm solid; border-bottom: .2mm solid; padding: .6mm 1.2mm 1mm; break-inside: avoid; display: flex; flex-direction: column; justify-content: space-between; gap: .6mm }
.question.wide { grid-column: span 2 }
.question.whole { grid-column: 1 / -1 }
.label { display: flex; gap: 1.2mm; align-items: baseline }
.label > b { flex: none; min-width: 4.5mm; font: bold 7.5pt "Noto Sans", Arial, sans-serif; direction: ltr }
.label .second { display: block }
.required > .label > b::after { content: "*" }
.answer { display: flex; gap: 1.5mm; align-items: end; flex-wrap: wrap }
.line { flex: 1; min-width: 25mm; height: 6.4mm; border-bottom: .25mm dotted }
.boxes { display: inline-flex; direction: ltr; align-items: end; flex: none }
.boxes i { width: 4.2mm; height: 5.6mm; border: .25mm solid; margin-inline-end: -.25mm }
.boxes span { align-self: center; padding-inline: .8mm; font: 8pt "Noto Sans", Arial, sans-serif }
.boxes i[data-hint]::before { content: attr(data-hint); display: block; text-align: center; font: 5.5pt/5.4mm "Noto Sans", Arial, sans-serif; color: #777 }
.options { flex: 1; min-width: 20mm; font-size: .92em; list-style: none; display: flex; flex-wrap: wrap; gap: 0 2.4mm; align-self: center }
.options b { font: bold 7pt "Noto Sans", Arial, sans-serif }
.options .second { display: inline }

.person { break-inside: avoid; margin-top: 3mm }
.person h2 { display: flex; gap: 2mm; align-items: end; border-bottom: .5mm solid; font-size: 1.3em; margin-top: 0 }
.person h2 .form { margin-inline-start: auto; font-size: .7em; font-weight: normal; display: flex; gap: 2mm; align-items: center; padding-bottom: .6mm }
.person + .person, .people { break-before: page }
.codes { break-before: page }
.codes section { break-inside: avoid-page; margin-top: 1.5mm }
.codes ol { list-style: none; columns: 3; column-gap: 6mm }
.codes li { break-inside: avoid }
.codes li b { font: bold 7.5pt "Noto Sans", Arial, sans-serif; display: inline-block; min-width: 5mm }
footer { display: flex; gap: 4mm; align-items: end; margin-top: 4mm; break-inside: avoid }
</style>`
