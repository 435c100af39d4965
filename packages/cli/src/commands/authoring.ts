import type { Command } from 'commander'
import type { Format } from '../format.ts'
import { type At, format } from './options.ts'

/** What whoever writes or looks after a tenant runs. */
export function authoringCommands(program: Command, { terminal, installation }: At): void {
  program
    .command('doctor')
    .description('look at packages, tenants, database, roles, walls, clock and settings, and say what to do')
    .addOption(format())
    .addHelpText('after', DOCTOR_HELP)
    .action(async (options: { readonly format: Format }) => {
      const { runDoctor } = await import('../doctor/doctor.ts')
      await runDoctor(terminal, await installation(), options)
    })
}

const DOCTOR_HELP = `
Changes nothing. ✓ is well, ! may be meant, ✗ must be put right and ends with 1. The database is that of
DATABASE_URL and ONEWINDOW_OWNER_URL; without them, the embedded one, where \`onewindow start\` has made it.
With ONEWINDOW_PROFILE=production it refuses what \`serve\` refuses.`
