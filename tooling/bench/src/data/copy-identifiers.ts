import { testCipher as cipher } from '@onewindow/core/testing'
import type pg from 'pg'
import { FIRST } from './copy.ts'

interface Identifier {
  /** The household's place in the template. */
  readonly n: string
  readonly operating_area: string
  readonly identifier_id: string
  readonly person_id: string
  readonly kind: string
}

/** So many copies of the template are written at once. */
const COPIES = 10

/** With the cipher that the server decrypts with, under numbers that no two people of a tenant share. */
export async function copyIdentifiers(
  client: pg.Client,
  template: readonly Identifier[],
  of: { readonly tenant: string; readonly households: number; readonly template: number },
): Promise<void> {
  const copies = [...Array(Math.ceil(of.households / of.template)).keys()]
  while (copies.length > 0) {
    const part = copies.splice(0, COPIES).flatMap((copy) =>
      template.flatMap((one, place) => {
        const number = copy * of.template + Number(one.n)
        return number < of.households ? [{ ...one, number, document: copy * template.length + place }] : []
      }),
    )
    await write(client, of.tenant, part)
  }
}

interface Copy extends Identifier {
  readonly number: number
  readonly document: number
}

async function write(client: pg.Client, tenant: string, part: readonly Copy[]): Promise<void> {
  const rows = part.map(({ number, document, operating_area, identifier_id, person_id, kind }) => {
    const hex = (FIRST + number).toString(16).padStart(12, '0')
    const renamed = (id: string) => `${hex.slice(0, 8)}-${hex.slice(8)}${id.slice(13)}`
    const id = renamed(identifier_id)
    const digits = `9${String(document).padStart(12, '0')}`
    return [
      id,
      operating_area,
      renamed(person_id),
      kind,
      cipher.encrypt(digits, { tenant, row: id, column: 'identifier.ciphertext' }),
      cipher.lookup(kind, digits, tenant),
    ]
  })
  await client.query(
    `with i as (select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[])
       as i (id, area, person, kind, ciphertext, lookup)),
     identifiers as (
       insert into identifier (tenant_id, operating_area, identifier_id, person_id, kind, ciphertext, recorded_at, recorded_by)
       select $1, area, id, person, kind, ciphertext, now(), 'bench' from i)
     insert into identifier_claim (tenant_id, kind, lookup, identifier_id) select $1, kind, lookup, id from i`,
    [tenant, ...[0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column]))],
  )
}
