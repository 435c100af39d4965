import { type Command, Option } from 'commander'
import type { ImportListOptions } from '../import/list.ts'
import type { FormOptions } from '../survey/form.ts'
import type { GenerateOptions } from '../survey/generate.ts'
import type { GenerateListOptions } from '../survey/generate-list.ts'
import type { ImportOptions } from '../survey/import.ts'
import { type At, DATABASE_HELP, day, format, percent, whole } from './options.ts'

/** Files in, and files made up. */
export function fileCommands(program: Command, { terminal, installation }: At): void {
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
        const { runImportList } = await import('../import/list.ts')
        await runImportList(terminal, await installation(), { ...options, file, kind })
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
      const { runForm } = await import('../survey/form.ts')
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
      const { runImportHouseholds } = await import('../survey/import.ts')
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
      const { runGenerate } = await import('../survey/generate.ts')
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
      const { runGenerateList } = await import('../survey/generate-list.ts')
      await runGenerateList(terminal, await installation(), { ...options, file })
    })
}

/** As `@onewindow/survey` writes them; named here so that help loads nothing. */
const SURVEY_FORMATS = ['csv', 'xlsx', 'ndjson'] as const

const IMPORT_HELP = `
The same file again goes on where it was cut off, and registers nobody twice: a form number registers once.
Families who may be registered already wait for a person to look (stagedHouseholds in GraphQL). Correct the
rows of the report in place and import it like any file.
${DATABASE_HELP}`

const LIST_HELP = `
How each institution’s list is laid out is the tenant’s. Lines that cannot be read stay out and are written to the
report; correct them there and give it in. The same file again changes nothing. Whom a line without a document is
about, a person decides.
${DATABASE_HELP}`
