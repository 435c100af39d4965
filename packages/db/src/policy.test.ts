import { expect, test } from 'vitest'
import { policySql } from './policy.ts'

test('both forms come from one text', () => {
  expect(policySql({ areas: true, form: 'plain' })).toMatchInlineSnapshot(
    `"tenant_id = (select current_setting('app.tenant', true)) and ((select current_setting('app.wide', true)::boolean) or operating_area = any ((select string_to_array(current_setting('app.areas', true), ','))::text[]))"`,
  )
  expect(policySql({ areas: true, form: 'citus' })).toMatchInlineSnapshot(
    `"tenant_id = current_setting('app.tenant', true) and (current_setting('app.wide', true)::boolean or operating_area = any (string_to_array(current_setting('app.areas', true), ',')::text[]))"`,
  )
  expect(policySql({ areas: false, form: 'plain' })).toMatchInlineSnapshot(
    `"tenant_id = (select current_setting('app.tenant', true))"`,
  )
  expect(policySql({ areas: false, form: 'citus' })).toMatchInlineSnapshot(
    `"tenant_id = current_setting('app.tenant', true)"`,
  )
})
