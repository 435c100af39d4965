import { type Html, html } from '@onewindow/survey'

/**
 * Lines and type only: printers leave backgrounds out. Urdu and its neighbours are read in Nastaliq, Pashto in Naskh; all
 * fonts are the machine's own.
 */
export const STYLE: Html = html`<style>
@page { size: A4 portrait; margin: 14mm 14mm 16mm; @bottom-center { content: "\\2066" counter(page) "/" counter(pages) "\\2069"; font: 8pt sans-serif } }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { font: 9.5pt/1.4 "Noto Sans", "Segoe UI", Arial, "Noto Sans Khmer", "Khmer OS", sans-serif; color: #000; background: #fff }
html[dir=rtl] { font: 10.5pt/1.55 "Noto Naskh Arabic", "Scheherazade New", Amiri, "Arabic Typesetting", "Noto Sans", "Segoe UI", Arial, sans-serif }
html:is(:lang(ur), :lang(khw), :lang(skr), :lang(hno), :lang(pa)) { font: 9pt/2.1 "Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting", "Awami Nastaliq", "Noto Naskh Arabic", "Noto Sans", sans-serif }
body { max-width: 182mm; margin-inline: auto }
h1 { font-size: 1.6em; text-wrap: balance }
h2 { font-size: 1.1em; border-bottom: .3mm solid; margin-top: 3.5mm; margin-bottom: 1mm; break-after: avoid }
header { border-bottom: .6mm solid; padding-bottom: 1mm; margin-bottom: 2mm }
dl > div { display: grid; grid-template-columns: 38mm 1fr; gap: 3mm }
dt { font-weight: bold }
ul { list-style: none }
li { break-inside: avoid; padding: .5mm 0 }
li + li { border-top: .1mm dotted }
.said { font-size: .85em }
.mark { border: .2mm solid; border-radius: 1mm; padding: 0 1.2mm; white-space: nowrap }
.mark:is([data-mark=V], [data-mark=confirmed]) { font-weight: bold }
.code { font: .85em ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap }
.computed { break-before: page; font-size: .85em }
.computed > ul { columns: 2; column-gap: 8mm }
.computed ul ul { list-style: disc; margin-inline-start: 3.5mm }
.computed ul ul li { border: 0; padding: 0; break-inside: auto }
.source { font: .9em/1.3 "Noto Sans", "Segoe UI", Arial, sans-serif }
table { width: 100%; border-collapse: collapse; font-size: .92em }
th, td { text-align: start; vertical-align: top; padding: .4mm 1.2mm; border-bottom: .1mm solid }
tbody th { padding-top: 1.5mm }
tr { break-inside: avoid }
td:first-child { width: 22% }
.examples td:first-child { width: 52% }
.none { font-style: italic }
footer { margin-top: 5mm; padding-top: 2mm; border-top: .6mm solid; break-inside: avoid }
.lines { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin: 14mm 0 3mm }
.lines div { border-top: .2mm solid; padding-top: .5mm; font-size: .85em }
.release { font-size: .75em; overflow-wrap: anywhere }
</style>`
