import type { Command } from 'commander'
import type { Format } from '../format.ts'
import { type At, format } from './options.ts'

/** For those who write a tenant. */
export function authoringCommands(program: Command, { terminal }: At): void {
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
}

const CREATE_HELP = `
Without --extends it copies a complete fictional tenant, to be rewritten. With it, a small tenant: one
province, one district, the offices that the layer needs, roles, a family; what is to be filled in says so.
A layer without a slash in its name is one of ours: --extends north is @onewindow/tenant-north.`
