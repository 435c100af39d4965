import { type Command, Option } from 'commander'
import type { OverlapsOptions } from '../overlap/overlaps.ts'
import type { BackChecksOptions } from '../oversight/back-checks.ts'
import type { FlagsOptions } from '../oversight/flags.ts'
import { type At, DATABASE_HELP, day } from './options.ts'

/** What districts and their officers look at. */
export function oversightCommands(program: Command, { terminal, installation }: At): void {
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
      const { runOverlaps } = await import('../overlap/overlaps.ts')
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
      const { runFlags } = await import('../oversight/flags.ts')
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
      const { runBackChecks } = await import('../oversight/back-checks.ts')
      await runBackChecks(terminal, await installation(), options)
    })
}

/** As core has them; named here so that help loads nothing. */
const FLAG_KINDS = ['fact_after_refusal', 'splits_at_place', 'hit_rate', 'conflict_of_interest']
const FLAG_STATES = ['open', 'explained', 'confirmed', 'referred']

const FLAGS_HELP = `
Raised each night from what was recorded before it. A flag is a reason to ask, never a finding. What would
tell something sensitive of a family is shown without the family.
${DATABASE_HELP}`

const BACK_CHECKS_HELP = `
Inclusion error: of those whom the window let in, who is not eligible when asked again. Exclusion error: of
those found eligible, whom the window refused. With 95 % intervals; one to four are shown as 1–4.
${DATABASE_HELP}`
