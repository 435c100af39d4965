import { type Command, Option } from 'commander'
import { misused } from '../failure.ts'
import type { CoverageOptions } from '../population/coverage.ts'
import type { ScreenOptions } from '../screen/screen.ts'
import { type At, DATABASE_HELP, day, dimensions, format, list } from './options.ts'

/** Households and everyone, screened. */
export function screeningCommands(program: Command, { terminal, installation }: At): void {
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
        const { runScreenPopulation } = await import('../population/screen-population.ts')
        return runScreenPopulation(terminal, await installation(), options)
      }
      const { runScreen } = await import('../screen/screen.ts')
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
      const { runCoverage } = await import('../population/coverage.ts')
      await runCoverage(terminal, await installation(), options)
    })
}

const COVERAGE_HELP = `
Counts are of the last screening of everyone (onewindow screen). One to four people are shown as 1–4: so few
could be recognised. Coverage is those enrolled of those known to meet the conditions.
${DATABASE_HELP}`
