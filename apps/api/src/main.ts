import { explain, processTerminal, serve } from '@onewindow/cli'
import { kp } from '@onewindow/tenant-kp'

const terminal = processTerminal()
try {
  await serve(terminal, [kp.id])
} catch (error) {
  process.exitCode = explain(terminal, error)
}
