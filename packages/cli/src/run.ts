import { Command } from 'commander'
import { authoringCommands } from './commands/authoring.ts'
import { fileCommands } from './commands/files.ts'
import { inspectingCommands } from './commands/inspecting.ts'
import { jobCommands } from './commands/jobs.ts'
import type { At } from './commands/options.ts'
import { oversightCommands } from './commands/oversight.ts'
import { platformCommands } from './commands/platform.ts'
import { screeningCommands } from './commands/screening.ts'
import { explain } from './explain.ts'
import { CONFIG_FILE, loadInstallation } from './installation.ts'
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
  const at: At = { terminal, installation: () => loadInstallation(terminal, program.opts().config) }
  platformCommands(program, at)
  authoringCommands(program, at)
  inspectingCommands(program, at)
  jobCommands(program, at)
  screeningCommands(program, at)
  oversightCommands(program, at)
  fileCommands(program, at)
  return program
}
