import type { Command } from 'commander'
import type { Format } from '../format.ts'
import type { JobsOptions } from '../jobs/jobs.ts'
import { type At, DATABASE_HELP, format } from './options.ts'

/** What runs beside the requests, and what was kept of them. */
export function jobCommands(program: Command, { terminal, installation }: At): void {
  const jobs = program
    .command('jobs')
    .description('show jobs: the last twenty, and all that have not ended')
    .option('-t, --tenant <id>', 'needed where there are several')
    .option('-w, --watch', 'show how they get on, until none waits or runs')
    .addOption(format())
    .addHelpText('after', DATABASE_HELP)
    .action(async (options: JobsOptions) => {
      const { runJobs } = await import('../jobs/jobs.ts')
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
        const { moveJob } = await import('../jobs/jobs.ts')
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
      const { runAuditVerify } = await import('../audit.ts')
      await runAuditVerify(terminal, await installation(), options)
    })
}

const AUDIT_HELP = `
Ends with 1 where a seal is broken. Write the last seal’s hash down elsewhere: it shows later whether
the whole chain was made anew.
${DATABASE_HELP}`
