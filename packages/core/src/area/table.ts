export interface AreaTable {
  tenant_id: string
  area_id: string
  level: string
}
