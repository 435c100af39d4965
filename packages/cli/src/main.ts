#!/usr/bin/env node
import { checkNode } from './doctor/packages.ts'

// Whoever reads may stop early: `onewindow screen … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const node = checkNode(process.versions.node)
if (node.state === 'ok') {
  // Only now: an older Node fails on what these load, and would not say why.
  const [{ run }, { processTerminal }] = await Promise.all([import('./run.ts'), import('./terminal.ts')])
  process.exitCode = await run(processTerminal(), process.argv.slice(2))
} else {
  process.stderr.write(`error: ${node.message} ${node.fix}\n`)
  process.exitCode = 1
}
