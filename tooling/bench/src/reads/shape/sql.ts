/** `tenant_id` and `operating_area` of a row, as every query of OneWindow says them. */
export const here = (row: string): string =>
  `${row}.tenant_id = $1 and ${row}.operating_area = any($2::text[])`

/** A Relay cursor of one id, as OneWindow writes it. */
export const cursorSql = (id: string): string =>
  `translate(encode(convert_to('["' || ${id} || '"]', 'UTF8'), 'base64'), E'+/=\\n', '-_')`

export const cursorOf = (id: string): string => Buffer.from(JSON.stringify([id])).toString('base64url')
