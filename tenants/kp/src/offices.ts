import { officesOf } from '@onewindow/tenant-pakistan'
import { districtsToday, province } from './areas.ts'

export const { inEachDistrict, forTheProvince } = officesOf(province, districtsToday)
