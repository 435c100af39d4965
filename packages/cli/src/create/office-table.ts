import type { Definition } from '@onewindow/tenant'

/** The offices that a layer's programmes and remedies send families to and that it does not have: one row each, to be filled in. */
export function officeTable(
  layer: Definition,
  { area, language }: { area: string; language: string },
): string {
  const named = [...layer.remedies, ...layer.programmes].map(({ institution, officeKind }) => ({
    institution,
    officeKind,
  }))
  const rows = new Set(
    named.flatMap(({ institution, officeKind }) => {
      const found = layer.institutions.find(({ id }) => id === institution)
      if (officeKind === undefined || found?.offices?.some(({ kind }) => kind === officeKind)) return []
      const id = `${institution}-${officeKind.replaceAll('_', '-')}`
      const name = found?.names[language] ?? institution
      return [[id, institution, officeKind, area, quote(`${name} (office to be filled in)`), 'G'].join(',')]
    }),
  )
  return `${['id,institution,kind,areas,name_', language, ',evidence'].join('')}\n${[...rows].sort().join('\n')}\n`
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
