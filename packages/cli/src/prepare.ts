import { randomBytes } from 'node:crypto'
import { createDatabase, prepareRoles, ROLES } from '@onewindow/db'
import { Failure } from './failure.ts'
import { connectionProblems } from './settings.ts'
import { print, type Terminal } from './terminal.ts'

/** `onewindow prepare`: makes the database and its roles, and prints how the other commands reach them. */
export async function runPrepare(terminal: Terminal): Promise<void> {
  const { environment } = terminal
  const admin = adminUrl(environment.ONEWINDOW_ADMIN_URL)
  const owner = environment.ONEWINDOW_OWNER_PASSWORD || draw()
  const app = environment.ONEWINDOW_APP_PASSWORD || draw()
  const loader = environment.ONEWINDOW_LOADER_PASSWORD
  await createDatabase(admin.href, { name: decodeURIComponent(admin.pathname.slice(1)), unlessExists: true })
  await prepareRoles(admin.href, { owner, app, ...(loader && { loader }) })
  print(terminal, `ONEWINDOW_OWNER_URL=${login(admin, ROLES.owner, owner)}`)
  print(terminal, `DATABASE_URL=${login(admin, ROLES.app, app)}`)
  terminal.stderr.write('The roles are ready. Keep these two: they are not shown again.\n')
}

function adminUrl(text: string | undefined): URL {
  if (!text)
    throw new Failure(
      'Nobody is named who may make roles: set ONEWINDOW_ADMIN_URL to a superuser of the database, postgres://…',
    )
  const problems = connectionProblems('ONEWINDOW_ADMIN_URL', text)
  if (problems.length > 0) throw new Failure(problems.join('\n'))
  const url = new URL(text)
  if (url.hostname === '' || url.pathname.length < 2)
    throw new Failure('ONEWINDOW_ADMIN_URL: must name the host and the database, postgres://…@host/onewindow')
  return url
}

/** Needs no percent-encoding. */
const draw = () => randomBytes(24).toString('base64url')

function login(admin: URL, user: string, password: string): string {
  const url = new URL(admin)
  url.username = user
  // A `%` that is part of a password would not be encoded by the setter.
  url.password = encodeURIComponent(password)
  return url.href
}
