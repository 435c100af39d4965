/** Markup that `html` made, and therefore escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: text is escaped, markup and lists of it are not, `undefined` is left out. */
export type Part = string | Html | readonly Html[] | undefined

/**
 * Makes HTML from a template in which every text is escaped, between tags as well as in quoted attributes.
 *
 * @example html`<b title="${title}">${name}</b>`.text
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((made, string, index) => made + markup(parts[index - 1]) + string))
}

function markup(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return part instanceof Html ? part.text : part.map(markup).join('')
}
