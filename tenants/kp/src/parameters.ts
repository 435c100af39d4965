import { parametersFrom } from '@onewindow/tenant-pakistan'

export const parameters = parametersFrom(new URL('../tables/parameters.csv', import.meta.url))
