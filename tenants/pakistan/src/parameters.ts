import { readParameters } from '@onewindow/tenant'

export const { parameters, diagnostics } = readParameters(
  new URL('../tables/parameters.csv', import.meta.url),
)
