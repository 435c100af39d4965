import { firstFamily } from './first-family.ts'
import type { Layer } from './layer.ts'
import { officeTable } from './office-table.ts'
import { nameOf, titleOf } from './slug.ts'
import { type Files, fillTemplate } from './templates.ts'

/** A small tenant on a layer: one province and one district, to be filled in. */
export function layeredTenant(slug: string, { layer, today }: { layer: Layer; today: string }): Files {
  const { definition } = layer
  const languages = definition.locales.map(({ id }) => id)
  // The template's own texts are English.
  const language = languages.find((id) => id === 'en') ?? languages[0] ?? 'en'
  const area = `${slug}-first-district`
  const files = new Map(
    fillTemplate('layered', {
      slug,
      today,
      language,
      name: nameOf(slug),
      title: titleOf(slug),
      layer: layer.exported,
      layerPackage: layer.package,
    }),
  )
  const texts = files.get('locales/language.json') ?? ''
  files.delete('locales/language.json')
  return files
    .set(`locales/${language}.json`, texts)
    .set('tables/offices.csv', officeTable(definition, { area, language }))
    .set('scenarios/first-family.yaml', firstFamily(definition, { window: area, on: today }))
}
