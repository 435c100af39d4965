import { type Command, Option } from 'commander'
import type { Format } from '../format.ts'
import type { PlanOptions } from '../plan/plan.ts'
import type { ValidateOptions } from '../validate/validate.ts'
import { type At, DATABASE_HELP, day, format } from './options.ts'

/** For those who write a tenant. */
export function authoringCommands(program: Command, { terminal, installation }: At): void {
  program
    .command('apply')
    .description('make definitions their tenants’ current releases')
    .argument('[tenant]', 'only this one')
    .addOption(format())
    .addHelpText('after', DATABASE_HELP)
    .action(async (tenant: string | undefined, { format }: { format: Format }) => {
      const { runApply } = await import('../apply.ts')
      await runApply(terminal, await installation(), { tenant, format })
    })

  program
    .command('plan')
    .description('say what apply would change, and whose outcome; changes nothing')
    .argument('[tenant]', 'needed where there are several')
    .option(
      '--from <file>',
      'compare with a definition in JSON, or another configuration, instead of the database',
    )
    .option('--population', 'also screen everyone registered under both definitions', false)
    .addOption(
      new Option('--on <day>', 'screen as of it (default: today, and the days of the change)').argParser(day),
    )
    .addOption(format())
    .addHelpText('after', PLAN_HELP)
    .action(async (tenant: string | undefined, options: Omit<PlanOptions, 'tenant'>) => {
      const { runPlan } = await import('../plan/plan.ts')
      await runPlan(terminal, await installation(), { tenant, ...options })
    })

  program
    .command('validate')
    .description('say what is wrong with definitions; needs no database')
    .argument('[tenant]', 'only this one')
    .option('--strict', 'fail on warnings too', false)
    .addOption(format())
    .addHelpText('after', VALIDATE_HELP)
    .action(async (tenant: string | undefined, options: Omit<ValidateOptions, 'tenant'>) => {
      const { runValidate } = await import('../validate/validate.ts')
      await runValidate(terminal, installation, { tenant, ...options })
    })
}

const PLAN_HELP = `
Says which definitions change, what is still in use and would disappear (with any, apply refuses), which
migrations wait, which texts are missing, and whose outcome changes among the families of \`scenarios\` in the
configuration; with --population, among everyone registered. Nothing is stored. Ends with 1 where apply
would refuse.
${DATABASE_HELP}`

const VALIDATE_HELP = `
Each line has a code; docs/diagnostics.md says what they mean. Ends with 1 where there are errors.`
