import type { Command } from 'commander'
import type { AccountOptions } from '../account.ts'
import type { Format } from '../format.ts'
import { type At, format, port } from './options.ts'

/** Set up, run and serve. */
export function platformCommands(program: Command, { terminal, installation }: At): void {
  program
    .command('start')
    .description('run everything on this machine with made-up families, for trying out and for development')
    .addOption(port('--port <number>', 'port of the API (default: ONEWINDOW_PORT, or 4000)'))
    .addOption(port('--identity-port <number>', 'port of the development identity provider').default(4001))
    .addHelpText('after', START_HELP)
    .action(async ({ port, identityPort }: { port?: number; identityPort: number }) => {
      const { runStart } = await import('../start/start.ts')
      await runStart(terminal, await installation(), { port, identityPort })
    })

  program
    .command('prepare')
    .description('make the database and the roles that the other commands log in as')
    .addHelpText('after', PREPARE_HELP)
    .action(async () => {
      const { runPrepare } = await import('../prepare.ts')
      await runPrepare(terminal)
    })

  program
    .command('migrate')
    .description('bring the database up to this release and its extensions')
    .addOption(format())
    .addHelpText('after', MIGRATE_HELP)
    .action(async ({ format }: { format: Format }) => {
      const { runMigrate } = await import('../migrate.ts')
      const { state, extensions } = await installation()
      await runMigrate(terminal, { state, extensions, format })
    })

  program
    .command('account')
    .description('give a subject of the identity provider an account, the first one above all')
    .option('-t, --tenant <id>', 'needed where there are several')
    .requiredOption('--issuer <url>', 'as in the token’s iss')
    .requiredOption('--subject <id>', 'as in the token’s sub')
    .requiredOption('--name <name>', 'as others see it')
    .requiredOption('--role <id>', 'such as the one that opens further accounts')
    .option('--area <id>', 'where the role is for one area')
    .option('--institution <id>', 'where the role is for one institution')
    .addOption(format())
    .addHelpText('after', ACCOUNT_HELP)
    .action(async (options: AccountOptions) => {
      const { runAccount } = await import('../account.ts')
      await runAccount(terminal, await installation(), options)
    })

  program
    .command('serve')
    .description('serve until SIGTERM, in production')
    .addHelpText('after', SERVE_HELP)
    .action(async () => {
      const { serve } = await import('../serve.ts')
      const { tenants, extensions } = await installation()
      await serve(
        terminal,
        tenants.map(({ id }) => id),
        extensions,
      )
    })

  program
    .command('work')
    .description('run jobs until SIGTERM, beside what `serve` runs of them')
    .addHelpText('after', WORK_HELP)
    .action(async () => {
      const { work } = await import('../work.ts')
      const { tenants, extensions } = await installation()
      await work(
        terminal,
        tenants.map(({ id }) => id),
        extensions,
      )
    })
}

const WORK_HELP = `
Needs what \`serve\` needs of the database and the keys: DATABASE_URL, ONEWINDOW_ENCRYPTION_KEY and
ONEWINDOW_LOOKUP_KEY. In production, unless ONEWINDOW_PROFILE=development. Runs the jobs of the tenants
of ONEWINDOW_TENANTS, else of all of the configuration, one of each at a time, together with any number
of other processes. One that is killed loses its job to another within a minute.`

const PREPARE_HELP = `
Needs ONEWINDOW_ADMIN_URL, postgres://…@host/onewindow: a superuser, or from PostgreSQL 16 a role
with createrole, createdb and bypassrls. Passwords are those of ONEWINDOW_OWNER_PASSWORD and
ONEWINDOW_APP_PASSWORD, else drawn; with ONEWINDOW_LOADER_PASSWORD the loader may log in too. Prints
ONEWINDOW_OWNER_URL and DATABASE_URL, once. Run again, it sets the passwords anew.`

const ACCOUNT_HELP = `
The database is that of DATABASE_URL (the role that serves). An account that is there already gets
the role besides those it has.`

const MIGRATE_HELP = `
The database is that of ONEWINDOW_OWNER_URL (the role that owns the tables); without one, the
embedded PostgreSQL in .onewindow beside the configuration.`

const START_HELP = `
Everything is kept in .onewindow beside the configuration and used again. With DATABASE_URL and
ONEWINDOW_OWNER_URL it uses their database instead of an embedded one.`

const SERVE_HELP = `
In production, unless ONEWINDOW_PROFILE=development. Needs DATABASE_URL, ONEWINDOW_ISSUERS,
ONEWINDOW_ENCRYPTION_KEY, ONEWINDOW_LOOKUP_KEY (which never changes), and where TLS ends:
ONEWINDOW_TLS_CERTIFICATE and ONEWINDOW_TLS_KEY, or ONEWINDOW_TRUSTED_PROXIES. Serves the tenants of
ONEWINDOW_TENANTS, else all of the configuration.`
