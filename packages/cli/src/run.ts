import { Command, InvalidArgumentError, Option } from 'commander'
import type { AccountOptions } from './account.ts'
import { explain } from './explain.ts'
import { misused } from './failure.ts'
import { FORMATS, type Format } from './format.ts'
import type { ImportListOptions } from './import/list.ts'
import { CONFIG_FILE, type Installation, loadInstallation } from './installation.ts'
import type { JobsOptions } from './jobs/jobs.ts'
import type { OverlapsOptions } from './overlap/overlaps.ts'
import type { BackChecksOptions } from './oversight/back-checks.ts'
import type { FlagsOptions } from './oversight/flags.ts'
import type { CoverageOptions } from './population/coverage.ts'
import type { ScreenOptions } from './screen/screen.ts'
import type { FormOptions } from './survey/form.ts'
import type { GenerateOptions } from './survey/generate.ts'
import type { GenerateListOptions } from './survey/generate-list.ts'
import type { ImportOptions } from './survey/import.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs the `onewindow` command.
 *
 * @param args without the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong command line
 */
export async function run(terminal: Terminal, args: readonly string[]): Promise<number> {
  try {
    await createProgram(terminal).parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    return explain(terminal, error)
  }
}

/** Each command loads its own code when it runs: that of all takes a second, and help needs none of it. */
function createProgram(terminal: Terminal): Command {
  const program = new Command('onewindow')
    .description('Serve social protection through one window: set up, run and ask it.')
    .option('-c, --config <file>', 'configuration', CONFIG_FILE)
    .showSuggestionAfterError()
    .showHelpAfterError('Try --help.')
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .exitOverride()
  const installation = (): Promise<Installation> => loadInstallation(terminal, program.opts().config)

  program
    .command('start')
    .description('run everything on this machine with made-up families, for trying out and for development')
    .addOption(port('--port <number>', 'port of the API (default: ONEWINDOW_PORT, or 4000)'))
    .addOption(port('--identity-port <number>', 'port of the development identity provider').default(4001))
    .addHelpText('after', START_HELP)
    .action(async ({ port, identityPort }: { port?: number; identityPort: number }) => {
      const { runStart } = await import('./start/start.ts')
      await runStart(terminal, await installation(), { port, identityPort })
    })

  program
    .command('prepare')
    .description('make the database and the roles that the other commands log in as')
    .addHelpText('after', PREPARE_HELP)
    .action(async () => {
      const { runPrepare } = await import('./prepare.ts')
      await runPrepare(terminal)
    })

  program
    .command('migrate')
    .description('bring the database up to this release')
    .addOption(format())
    .addHelpText('after', MIGRATE_HELP)
    .action(async ({ format }: { format: Format }) => {
      const { runMigrate } = await import('./migrate.ts')
      const { state } = await installation()
      await runMigrate(terminal, { state, format })
    })

  program
    .command('apply')
    .description('make definitions their tenants’ current releases')
    .argument('[tenant]', 'only this one')
    .addOption(format())
    .addHelpText('after', DATABASE_HELP)
    .action(async (tenant: string | undefined, { format }: { format: Format }) => {
      const { runApply } = await import('./apply.ts')
      await runApply(terminal, await installation(), { tenant, format })
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
      const { runAccount } = await import('./account.ts')
      await runAccount(terminal, await installation(), options)
    })

  program
    .command('serve')
    .description('serve until SIGTERM, in production')
    .addHelpText('after', SERVE_HELP)
    .action(async () => {
      const { serve } = await import('./serve.ts')
      const { tenants } = await installation()
      await serve(
        terminal,
        tenants.map(({ id }) => id),
      )
    })

  program
    .command('work')
    .description('run jobs until SIGTERM, beside what `serve` runs of them')
    .addHelpText('after', WORK_HELP)
    .action(async () => {
      const { work } = await import('./work.ts')
      const { tenants } = await installation()
      await work(
        terminal,
        tenants.map(({ id }) => id),
      )
    })

  const jobs = program
    .command('jobs')
    .description('show jobs: the last twenty, and all that have not ended')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('-w, --watch', 'show how they get on, until none waits or runs')
    .addOption(format())
    .addHelpText('after', DATABASE_HELP)
    .action(async (options: JobsOptions) => {
      const { runJobs } = await import('./jobs/jobs.ts')
      await runJobs(terminal, await installation(), options)
    })
  for (const [name, description] of [
    ['cancel', 'end one that waits or runs; what it has done up to its last checkpoint stays'],
    ['retry', 'let one that failed or was cancelled go on from its last checkpoint'],
  ] as const)
    jobs
      .command(name)
      .description(description)
      .argument('<job>', 'its id')
      .option('-t, --tenant <id>', 'needed where there are several')
      .addHelpText('after', DATABASE_HELP)
      .action(async (job: string, _options: object, command: Command) => {
        const { moveJob } = await import('./jobs/jobs.ts')
        await moveJob(terminal, await installation(), { ...command.optsWithGlobals(), name, job })
      })

  program
    .command('audit')
    .description('check what the audit keeps')
    .command('verify')
    .description('recompute the chain of seals, and name the first that is broken')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(format())
    .addHelpText('after', AUDIT_HELP)
    .action(async (options: { readonly tenant?: string; readonly format: Format }) => {
      const { runAuditVerify } = await import('./audit.ts')
      await runAuditVerify(terminal, await installation(), options)
    })

  program
    .command('screen')
    .description(
      'screen a household against every programme, as a window does; without one, everyone registered',
    )
    .argument('[household]', 'reference on the family’s slip, or id')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(new Option('--on <day>', 'such as 2024-02-01 (default: today)').argParser(day))
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .option('-p, --programmes <ids>', 'only these, separated by commas', list)
    .option('--slip <file>', 'write what the family takes home, as HTML')
    .option('--family <file>', 'screen a family that stays anonymous, described in JSON; nothing is stored')
    .addOption(format())
    .addHelpText('after', DATABASE_HELP)
    .action(async (household: string | undefined, options: Omit<ScreenOptions, 'household'>) => {
      if (household === undefined && options.family === undefined) {
        if (options.slip !== undefined || options.programmes !== undefined)
          throw misused('--slip and --programmes are for one household: name it, or its file with --family.')
        const { runScreenPopulation } = await import('./population/screen-population.ts')
        return runScreenPopulation(terminal, await installation(), options)
      }
      const { runScreen } = await import('./screen/screen.ts')
      await runScreen(terminal, await installation(), { ...options, household })
    })

  program
    .command('coverage')
    .description('show who is in each programme, who could be, and of whom it is not known')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(
      new Option('--measure <what>', 'by programme, or people by guarantee')
        .choices(['programme', 'guarantee'])
        .default('programme'),
    )
    .option(
      '--by <dimensions>',
      'of area, unit, sex, age_group, disability, separated by commas',
      dimensions,
      [],
    )
    .option('--area <id>', 'of one operating area')
    .option('--screening <id>', 'the last one that finished without it')
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .addOption(
      new Option('--format <format>', 'of the answer').choices(['text', 'csv', 'json']).default('text'),
    )
    .addHelpText('after', COVERAGE_HELP)
    .action(async (options: CoverageOptions) => {
      const { runCoverage } = await import('./population/coverage.ts')
      await runCoverage(terminal, await installation(), options)
    })

  const imports = program.command('import').description('take files into a tenant')
  for (const [kind, description] of [
    [
      'enrolments',
      'take in whom an institution’s list says it pays: match, apply, and say what became of it',
    ],
    ['decisions', 'record what an institution’s list says it decided; a second person confirms each'],
  ] as const)
    imports
      .command(kind)
      .description(description)
      .argument('<file>', 'CSV or XLSX')
      .requiredOption('--institution <id>', 'whose list it is')
      .option('--list <id>', 'which of its lists, where it sends several of this kind')
      .option('-t, --tenant <id>', 'needed where there are several')
      .addOption(new Option('--as-of <day>', 'as of which day it is, where no column says so').argParser(day))
      .option('--area <id>', 'the one operating area that it is given for')
      .option('--report <file>', 'lines that stay out, to be corrected (default: <file>.report.csv)')
      .option('-l, --language <tag>', 'of the report, such as ur (default: the tenant’s first)')
      .addOption(
        new Option('--format <format>', 'of the answer').choices(['text', 'csv', 'json']).default('text'),
      )
      .addHelpText('after', LIST_HELP)
      .action(async (file: string, options: Omit<ImportListOptions, 'file' | 'kind'>) => {
        const { runImportList } = await import('./import/list.ts')
        await runImportList(terminal, await installation(), { ...options, file, kind })
      })

  program
    .command('overlaps')
    .description('show which enrolments stand against each other, with a year of each, by district')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('--area <id>', 'of one operating area')
    .addOption(
      new Option('--state <state>', 'of the work').choices(['open', 'resolved', 'gone']).default('open'),
    )
    .addOption(
      new Option('--format <format>', 'of the answer').choices(['text', 'csv', 'json']).default('text'),
    )
    .addHelpText('after', DATABASE_HELP)
    .action(async (options: OverlapsOptions) => {
      const { runOverlaps } = await import('./overlap/overlaps.ts')
      await runOverlaps(terminal, await installation(), options)
    })

  program
    .command('flags')
    .description('show what district officers should look at: work that stands out, and why')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(new Option('--kind <kind>', 'only these').choices(FLAG_KINDS))
    .addOption(new Option('--state <state>', 'only these').choices(FLAG_STATES))
    .option('--area <id>', 'of one operating area')
    .addOption(new Option('--since <day>', 'raised on or after it').argParser(day))
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .addOption(
      new Option('--format <format>', 'of the answer').choices(['text', 'csv', 'json']).default('text'),
    )
    .addHelpText('after', FLAGS_HELP)
    .action(async (options: FlagsOptions) => {
      const { runFlags } = await import('./oversight/flags.ts')
      await runFlags(terminal, await installation(), options)
    })

  program
    .command('back-checks')
    .description('show who was wrongly let in or refused, as far as screenings were asked again')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(
      new Option('--from <day>', 'first day of the screenings (default: 90 days ago)').argParser(day),
    )
    .addOption(new Option('--to <day>', 'last day (default: today)').argParser(day))
    .option('--by-area', 'each operating area by itself', false)
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .addOption(
      new Option('--format <format>', 'of the answer').choices(['text', 'csv', 'json']).default('text'),
    )
    .addHelpText('after', BACK_CHECKS_HELP)
    .action(async (options: BackChecksOptions) => {
      const { runBackChecks } = await import('./oversight/back-checks.ts')
      await runBackChecks(terminal, await installation(), options)
    })

  program
    .command('form')
    .description('write the numbered paper form of a tenant’s survey, as HTML to print')
    .argument('<file>', 'such as form.html')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .option('--second <tag>', 'a second language beside it')
    .addOption(whole('--members <number>', 'blocks for persons').default(8))
    .action(async (file: string, options: Omit<FormOptions, 'file'>) => {
      const { runForm } = await import('./survey/form.ts')
      await runForm(terminal, await installation(), { ...options, file })
    })

  imports
    .command('households')
    .description('register the households of a survey file; those that cannot be read go into a report')
    .argument('<file>', 'CSV, XLSX or NDJSON, such as survey.csv')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('--report <file>', 'where bad rows go, as CSV to correct and import (default: beside the file)')
    .option('-l, --language <tag>', 'of the report, such as ur (default: the tenant’s first)')
    .addOption(format())
    .addHelpText('after', IMPORT_HELP)
    .action(async (file: string, options: Omit<ImportOptions, 'file'>) => {
      const { runImportHouseholds } = await import('./survey/import.ts')
      await runImportHouseholds(terminal, await installation(), { ...options, file })
    })

  const generate = program.command('generate').description('make up files to try things with')
  generate
    .command('households')
    .description('write a survey file of a made-up population, labelled as such')
    .argument('<file>', 'such as synthetic-households.csv')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(whole('--households <number>', 'how many').default(1_000))
    .addOption(whole('--seed <number>', 'the same seed gives the same file').default(1))
    .addOption(new Option('--format <format>', 'of the file').choices(SURVEY_FORMATS).default('csv'))
    .addOption(percent('--bad <percent>', 'households with one mistake each'))
    .addOption(percent('--misspelt <percent>', 'names that another clerk would have written otherwise'))
    .option('--summary', 'compare it with what it is calibrated to')
    .action(async (file: string, options: Omit<GenerateOptions, 'file'>) => {
      const { runGenerate } = await import('./survey/generate.ts')
      await runGenerate(terminal, await installation(), { ...options, file })
    })
  generate
    .command('list')
    .description('write an institution’s list of people of a made-up population, labelled as such')
    .argument('<file>', 'such as synthetic-list.csv')
    .requiredOption('--institution <id>', 'whose list it is')
    .option('--list <id>', 'which of its lists (default: the first)')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(whole('--lines <number>', 'how many').default(1_000))
    .addOption(whole('--households <number>', 'of the population of this seed').default(1_000))
    .addOption(whole('--seed <number>', 'as of the households').default(1))
    .addOption(new Option('--as-of <day>', 'of the list (default: the day of the population)').argParser(day))
    .addOption(percent('--misspelt <percent>', 'names that another clerk would have written otherwise'))
    .addOption(percent('--strangers <percent>', 'people who are in none of these households').default(20))
    .addOption(percent('--undocumented <percent>', 'lines without a document').default(10))
    .action(async (file: string, options: Omit<GenerateListOptions, 'file'>) => {
      const { runGenerateList } = await import('./survey/generate-list.ts')
      await runGenerateList(terminal, await installation(), { ...options, file })
    })
  return program
}

/** As core has them; named here so that help loads nothing. */
const FLAG_KINDS = ['fact_after_refusal', 'splits_at_place', 'hit_rate', 'conflict_of_interest']
const FLAG_STATES = ['open', 'explained', 'confirmed', 'referred']

/** As `@onewindow/survey` writes them; named here so that help loads nothing. */
const SURVEY_FORMATS = ['csv', 'xlsx', 'ndjson'] as const

const whole = (flags: string, description: string) =>
  new Option(flags, description).argParser((text) => {
    if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It is a whole number, from 1.')
    return Number(text)
  })

const percent = (flags: string, description: string) =>
  new Option(flags, description).default(0).argParser((text) => {
    if (!/^\d{1,3}(?:\.\d+)?$/.test(text) || Number(text) > 100)
      throw new InvalidArgumentError('A percentage is 0 to 100.')
    return Number(text)
  })

const format = () => new Option('--format <format>', 'of the answer').choices(FORMATS).default('text')

const port = (flags: string, description: string) =>
  new Option(flags, description).argParser((text) => {
    const number = Number(text)
    if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.')
    return number
  })

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isDay(text))
    throw new InvalidArgumentError('A day is written as 2024-02-01.')
  return text
}

/** `Date` moves the 30th of February into March. */
const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const DIMENSIONS = ['area', 'unit', 'sex', 'age_group', 'disability']

const dimensions = (text: string): string[] => {
  const named = list(text)
  if (!named.every((one) => DIMENSIONS.includes(one)))
    throw new InvalidArgumentError(`Name some of ${DIMENSIONS.join(', ')}.`)
  return named
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

const DATABASE_HELP = `
The database is that of DATABASE_URL (the role that serves); without one, the embedded
PostgreSQL in .onewindow beside the configuration.`

const WORK_HELP = `
Needs what \`serve\` needs of the database and the keys: DATABASE_URL, ONEWINDOW_ENCRYPTION_KEY and
ONEWINDOW_LOOKUP_KEY. In production, unless ONEWINDOW_PROFILE=development. Runs the jobs of the tenants
of ONEWINDOW_TENANTS, else of all of the configuration, one of each at a time, together with any number
of other processes. One that is killed loses its job to another within a minute.`

const AUDIT_HELP = `
Ends with 1 where a seal is broken. Write the last seal’s hash down elsewhere: it shows later whether
the whole chain was made anew.
${DATABASE_HELP}`

const IMPORT_HELP = `
The same file again goes on where it was cut off, and registers nobody twice: a form number registers once.
Families who may be registered already wait for a person to look (stagedHouseholds in GraphQL). Correct the
rows of the report in place and import it like any file.
${DATABASE_HELP}`

const COVERAGE_HELP = `
Counts are of the last screening of everyone (onewindow screen). One to four people are shown as 1–4: so few
could be recognised. Coverage is those enrolled of those known to meet the conditions.
${DATABASE_HELP}`

const FLAGS_HELP = `
Raised each night from what was recorded before it. A flag is a reason to ask, never a finding. What would
tell something sensitive of a family is shown without the family.
${DATABASE_HELP}`

const BACK_CHECKS_HELP = `
Inclusion error: of those whom the window let in, who is not eligible when asked again. Exclusion error: of
those found eligible, whom the window refused. With 95 % intervals; one to four are shown as 1–4.
${DATABASE_HELP}`

const LIST_HELP = `
How each institution’s list is laid out is the tenant’s. Lines that cannot be read stay out and are written to the
report; correct them there and give it in. The same file again changes nothing. Whom a line without a document is
about, a person decides.
${DATABASE_HELP}`

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
