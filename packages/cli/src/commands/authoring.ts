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
    .command('create')
    .description('write a new tenant’s folder, complete or on a layer')
    .argument('[slug]', 'such as north-shore; asked for without it')
    .argument('[directory]', 'new or empty (default: tenants/<slug> in the repository, else <slug>)')
    .option('--extends <layer>', 'package of an installed layer; without it, a complete fictional tenant')
    .addOption(format())
    .addHelpText('after', CREATE_HELP)
    .action(
      async (
        slug: string | undefined,
        directory: string | undefined,
        options: { readonly extends?: string; readonly format: Format },
      ) => {
        const { runCreate } = await import('../create/create.ts')
        const today = new Date().toISOString().slice(0, 10)
        await runCreate(terminal, {
          slug,
          directory,
          extends: options.extends,
          format: options.format,
          today,
        })
      },
    )

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

const CREATE_HELP = `
Without --extends it copies a complete fictional tenant, to be rewritten. With it, a small tenant: one
province, one district, the offices that the layer needs, roles, a family; what is to be filled in says so.
A layer without a slash in its name is one of ours: --extends north is @onewindow/tenant-north.`

const PLAN_HELP = `
Says which definitions change, what is still in use and would disappear (with any, apply refuses), which
migrations wait, which texts are missing, and whose outcome changes among the families of \`scenarios\` in the
configuration; with --population, among everyone registered. Nothing is stored. Ends with 1 where apply
would refuse.
${DATABASE_HELP}`

const VALIDATE_HELP = `
Each line has a code; docs/diagnostics.md says what they mean. Ends with 1 where there are errors.`
