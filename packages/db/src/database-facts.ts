import { outsideWalls } from './outside-walls.ts'
import { ROLES } from './roles.ts'

/** What a connection tells about its server and its role, for whoever looks after it. */
export interface DatabaseFacts {
  /** Role that the connection is of. */
  readonly role: string
  /** Whoever owns the tables; null where there are none yet. */
  readonly owner: string | null
  /** Whether this role owns the tables or may become who does. */
  readonly mayOwn: boolean
  /** As the server prints it: `18.1`. */
  readonly version: string
  readonly name: string
  /** What the server's clock showed between `asked` and `answered` of ours, in milliseconds. */
  readonly clock: { readonly asked: number; readonly server: number; readonly answered: number }
}

/** Asks, and changes nothing. @throws DatabaseError where the server refuses the connection */
export const readDatabaseFacts = (url: string): Promise<DatabaseFacts> =>
  outsideWalls(url, async (client) => {
    const { rows } = await client.query<Omit<DatabaseFacts, 'clock'>>(`
      with tables as (
        select distinct c.relowner as oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p'))
      select current_user as role, current_database() as name,
        split_part(current_setting('server_version'), ' ', 1) as version,
        (select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r join tables t on t.oid = r.oid) as owner,
        coalesce((select bool_and(pg_has_role(t.oid, 'member')) from tables t),
          (select pg_has_role(r.oid, 'member') from pg_roles r where r.rolname = '${ROLES.owner}'), false) as "mayOwn"`)
    const [facts] = rows
    if (!facts) throw new Error('the server said nothing about itself')
    const asked = Date.now()
    const { rows: times } = await client.query<{ server: string }>(
      'select extract(epoch from clock_timestamp()) * 1000 as server',
    )
    return { ...facts, clock: { asked, server: Number(times[0]?.server), answered: Date.now() } }
  })
