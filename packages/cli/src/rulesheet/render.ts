import { type Html, html } from '@onewindow/survey'
import type { Rulesheet, Statement } from './content.ts'
import type { Spelled } from './spell-out.ts'
import { STYLE } from './style.ts'

/** A rule sheet as a whole HTML document for the printer: A4, without scripts, and with nothing to load. */
export function renderRulesheet(sheet: Rulesheet): string {
  const { texts, name, tenant } = sheet
  const t = (key: string, values?: Readonly<Record<string, string>>) => texts.t(`rulesheet.${key}`, values)
  const { id, direction } = texts.locale

  const mark = ({ evidence }: Pick<Statement, 'evidence'>) =>
    html`<span class="mark" data-mark="${evidence}">${texts.t(`evidence.${evidence}`)}</span>`
  // Sources are quoted as they were found, mostly in English.
  const quoted = (text: string) => html`<bdi dir="auto" class="source">${text}</bdi>`
  const coded = ({ code }: Pick<Statement, 'code'>) =>
    code === undefined ? undefined : html` <bdi class="code" dir="ltr">${code}</bdi>`
  const spelled = ({ text, parts }: Spelled): Html =>
    html`<li>${text}${parts.length === 0 ? undefined : html`<ul>${parts.map(spelled)}</ul>`}</li>`
  const statement = (each: Statement): Html =>
    html`<li><div>${each.text}</div><div class="said">${mark(each)}${coded(each)}${each.source === '' ? undefined : html` ${quoted(each.source)}`}${
      each.legalBasis === undefined ? undefined : html` · ${quoted(each.legalBasis)}`
    }</div></li>`
  // Behind what people read and sign: the same, as it is evaluated.
  const computed = [
    ...(sheet.unit.found ? [sheet.unit.found] : []),
    ...sheet.criteria,
    ...sheet.benefits,
    ...(sheet.ranking ? [sheet.ranking] : []),
  ]
    .filter((each) => each.computed?.length)
    .map(
      (each) => html`<li><div>${each.text}${coded(each)}</div><ul>${each.computed?.map(spelled)}</ul></li>`,
    )
  const list = (items: readonly Html[]) =>
    items.length === 0 ? html`<p class="none">${t('none')}</p>` : html`<ul>${items}</ul>`
  const section = (title: string, body: Html) => html`<section><h2>${title}</h2>${body}</section>`
  const pair = (label: string, value: Html | string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const row = (cells: readonly (Html | string)[]) =>
    html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`

  const values = sheet.values.map(
    ({ name, history }) =>
      html`<tbody><tr><th colspan="4">${name}</th></tr>${history.map((value) =>
        row([value.from, value.text, html`${mark(value)}${coded(value)}`, quoted(value.source)]),
      )}</tbody>`,
  )
  const examples = sheet.examples.map(({ family, on, unit, outcome }) =>
    row([quoted(family), on, quoted(unit), outcome]),
  )
  return html`<!doctype html>
<html lang="${id}" dir="${direction}"><head><meta charset="utf-8"><title>${`${t('title')}: ${name}`}</title>${STYLE}</head><body>
<header><p>${t('title')} · ${quoted(tenant)}</p><h1>${name}</h1></header>
<dl>${[
    pair(t('institution'), `${sheet.institution} (${sheet.level})`),
    pair(t('inForce'), sheet.inForce),
    pair(t('route'), sheet.route),
    pair(
      t('legalBasis'),
      sheet.legalBasis === null
        ? t('none')
        : html`${quoted(sheet.legalBasis.text)} ${mark(sheet.legalBasis)}${coded(sheet.legalBasis)}`,
    ),
  ]}</dl>
${section(t('unit'), sheet.unit.found ? list([statement(sheet.unit.found)]) : html`<p>${sheet.unit.text}</p>`)}
${section(t('conditions'), list(sheet.criteria.map(statement)))}
${section(texts.t('slip.benefit'), list(sheet.benefits.map(statement)))}
${
  values.length === 0
    ? undefined
    : section(
        t('values'),
        html`<table><thead><tr><th>${t('from')}</th><th>${t('value')}</th><th>${t('evidence')}</th><th>${t('source')}</th></tr></thead>${values}</table>`,
      )
}
${section(t('overlaps'), list(sheet.overlaps.map(statement)))}
${sheet.ranking ? section(t('ranking'), list([statement(sheet.ranking)])) : undefined}
${section(texts.t('survey.section.documents'), list(sheet.documents.map((each) => html`<li>${each}</li>`)))}
${section(t('notFound'), list(sheet.notFound.map((each) => html`<li>${each}</li>`)))}
${section(t('examples'), examples.length === 0 ? list([]) : html`<table class="examples"><tbody>${examples}</tbody></table>`)}
${section(t('sources'), list(sheet.sources.map((each) => html`<li>${quoted(each)}</li>`)))}
<footer><p>${t('sign', { institution: sheet.institution })} ${t('code')}</p>
<div class="lines"><div>${t('signature')}</div><div>${t('letter')}</div></div>
<p class="release">${t('release', { hash: `\u2066${sheet.release}\u2069` })}</p></footer>
${computed.length === 0 ? undefined : html`<section class="computed"><h2>${t('computed')}</h2><ul>${computed}</ul></section>`}
</body></html>
`.text
}
