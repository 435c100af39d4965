import type { Ask } from './shape.ts'

/** A fact's value as the table of words knows it. */
export const valueSql = (row: string): string =>
  `concat_ws('/', ${row}.boolean_value::text, ${row}.number_value::text, ${row}.text_value, ${row}.date_from::text, ${row}.date_to::text)`

/** Joined to facts, it says them in the reader's language; sensitive ones have no words, and so are in no list. */
export const WORDS = 'bench_word'

/**
 * OneWindow says values in words by itself. Whoever writes statements by hand would keep words in a table: this one holds what
 * OneWindow said.
 */
export async function keepWords(ask: Ask, answers: readonly string[]): Promise<void> {
  const said = new Map<string, object>()
  for (const answer of answers)
    JSON.parse(answer, (_key, value) => {
      if (value?.label !== undefined) said.set(value.id, value)
      return value
    })
  await ask(`create table if not exists ${WORDS} (kind text, value text, label text not null, text text not null,
    primary key (kind, value))`)
  await ask(`grant select on ${WORDS} to onewindow_app`)
  await ask(
    `insert into ${WORDS} select distinct f.kind, ${valueSql('f')}, s.label, s.text
     from jsonb_to_recordset($1::jsonb) as s (id uuid, label text, text text) join fact f on f.fact_id = s.id
     on conflict do nothing`,
    [JSON.stringify([...said.values()])],
  )
  await ask(`analyze ${WORDS}`)
}
