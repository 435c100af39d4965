import { Client } from 'pg'
import { connectionError, withoutValues } from './database-error.ts'
import { valueTypes } from './value-types.ts'

/** Runs `fn` on a connection of its own, outside the walls: for migrations, roles and the catalogue, never for serving. */
export async function outsideWalls<T>(url: string, fn: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'onewindow-owner', types: valueTypes })
  // The error that ends a connection also rejects its running query; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect().catch((error) => {
    throw connectionError(error)
  })
  try {
    return await fn(client)
  } catch (error) {
    throw withoutValues(error)
  } finally {
    await client.end().catch(() => {})
  }
}
