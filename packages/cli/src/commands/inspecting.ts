import type { Command } from 'commander'
import type { Format } from '../format.ts'
import type { I18nCheckOptions } from '../i18n/check.ts'
import type { ParametersOptions } from '../parameters/parameters.ts'
import type { RulesheetOptions } from '../rulesheet/rulesheet.ts'
import type { TestOptions } from '../scenarios/test.ts'
import { type At, format, port } from './options.ts'

/** To look at a tenant and an installation, and to work at them. */
export function inspectingCommands(program: Command, { terminal, installation }: At): void {
  program
    .command('dev')
    .description('run everything as `start` does, and serve each definition anew when its files are saved')
    .addOption(port('--port <number>', 'port of the API (default: ONEWINDOW_PORT, or 4000)'))
    .addOption(port('--identity-port <number>', 'port of the development identity provider').default(4001))
    .addHelpText('after', DEV_HELP)
    .action(async ({ port, identityPort }: { port?: number; identityPort: number }) => {
      const { runDev } = await import('../dev/dev.ts')
      await runDev(terminal, await installation(), { port, identityPort })
    })

  program
    .command('doctor')
    .description('look at packages, tenants, database, roles, walls, clock and settings, and say what to do')
    .addOption(format())
    .addHelpText('after', DOCTOR_HELP)
    .action(async (options: { readonly format: Format }) => {
      const { runDoctor } = await import('../doctor/doctor.ts')
      await runDoctor(terminal, await installation(), options)
    })

  program
    .command('i18n')
    .description('look at texts and languages')
    .command('check')
    .description('show how far each language goes, and what its texts lack')
    .argument('[tenant]', 'only this one')
    .option('--all', 'name every text that a language lacks')
    .addOption(format())
    .addHelpText('after', I18N_HELP)
    .action(async (tenant: string | undefined, options: Omit<I18nCheckOptions, 'tenant'>) => {
      const { runI18nCheck } = await import('../i18n/check.ts')
      await runI18nCheck(terminal, await installation(), { ...options, tenant })
    })

  const parameters = program
    .command('parameters')
    .description('take a tenant’s dated values to a spreadsheet and back')
  parameters
    .command('export')
    .description('write the tenant’s own parameters as a spreadsheet')
    .argument('<file>', 'such as parameters.xlsx, or .csv')
    .option('-t, --tenant <id>', 'needed where there are several')
    .addOption(format())
    .action(async (file: string, options: Omit<ParametersOptions, 'file'>) => {
      const { runParametersExport } = await import('../parameters/parameters.ts')
      await runParametersExport(terminal, await installation(), { ...options, file })
    })
  parameters
    .command('import')
    .description('write an edited spreadsheet into the tenant’s table of parameters')
    .argument('<file>', 'XLSX or CSV, as exported')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('--dry-run', 'only show what would change')
    .addOption(format())
    .addHelpText('after', PARAMETERS_HELP)
    .action(async (file: string, options: Omit<ParametersOptions, 'file'>) => {
      const { runParametersImport } = await import('../parameters/parameters.ts')
      await runParametersImport(terminal, await installation(), { ...options, file })
    })

  program
    .command('rulesheet')
    .description('write a page for each programme that its officers can read and sign, as HTML to print')
    .argument('[tenant]', 'needed where there are several')
    .requiredOption('-o, --output <place>', 'folder for the pages, or of one programme a file.html')
    .option('-p, --programme <id>', 'only this one')
    .option('-l, --language <tag>', 'such as ur (default: the tenant’s first)')
    .addOption(format())
    .addHelpText('after', RULESHEET_HELP)
    .action(async (tenant: string | undefined, options: Omit<RulesheetOptions, 'tenant'>) => {
      const { runRulesheet } = await import('../rulesheet/rulesheet.ts')
      await runRulesheet(terminal, await installation(), { ...options, tenant })
    })

  const schema = program.command('schema').description('print the GraphQL schema, and compare two')
  schema
    .command('print')
    .description('print the schema that is served')
    .addOption(format())
    .action(async (options: { readonly format: Format }) => {
      const { runSchemaPrint } = await import('../schema/schema.ts')
      runSchemaPrint(terminal, await installation(), options)
    })
  schema
    .command('diff')
    .description('say which changes between two schemas break their clients')
    .argument('<old>', 'file that `schema print` made')
    .argument('[new]', 'another (default: the schema that is installed)')
    .addOption(format())
    .addHelpText('after', SCHEMA_DIFF_HELP)
    .action(async (old: string, next: string | undefined, options: { readonly format: Format }) => {
      const { runSchemaDiff } = await import('../schema/schema.ts')
      await runSchemaDiff(terminal, await installation(), { ...options, old, next })
    })

  program
    .command('test')
    .description('ask the rules about the families of a tenant’s scenarios, and say what came out otherwise')
    .argument('[tenant]', 'only this one')
    .addOption(format())
    .addHelpText('after', TEST_HELP)
    .action(async (tenant: string | undefined, options: Omit<TestOptions, 'tenant'>) => {
      const { runTest } = await import('../scenarios/test.ts')
      await runTest(terminal, await installation(), { ...options, tenant })
    })
}

const I18N_HELP = `
A language that is declared complete has every text, each with the plural forms of the language; ends with 1
where one has not, where a text is not what it should be, or where letters run against the declared direction.`

const PARAMETERS_HELP = `
Shows each dated value that changes, and writes nothing where the tenant would have errors. Rows that say the
same stay as they are, byte for byte, in their order. A formula is refused: a table keeps values.`

const RULESHEET_HELP = `
Says each rule in the tenant’s own words, with its dated values, sources and how sure they are, what nobody
found, example families of the scenarios, and the release that it was made from. Needs no database.`

const SCHEMA_DIFF_HELP = `
Ends with 1 where a change breaks clients. What a schema does not say cannot be compared: a permission that a
field newly needs is seen in core’s changeset alone.`

const DEV_HELP = `
Watches the configuration’s folder (TypeScript, JSON, CSV and YAML). A definition with errors is told with its
diagnostics, and the last sound one stays served. Ctrl-C ends everything. GraphiQL’s address is printed.`

const DOCTOR_HELP = `
Changes nothing. ✓ is well, ! may be meant, ✗ must be put right and ends with 1. The database is that of
DATABASE_URL and ONEWINDOW_OWNER_URL; without them, the embedded one, where \`onewindow start\` has made it.
With ONEWINDOW_PROFILE=production it refuses what \`serve\` refuses.`

const TEST_HELP = `
Families are the YAML files of \`scenarios\` in the configuration. Needs no database, and ends with 1 where one
is answered otherwise than its file expects.`
