import { cpSync, renameSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { completeTenant, LEFT_OUT, PACKED_MANIFEST } from './complete-template.ts'

// Run before this package is packed: outside the repository there is no tenant to copy.
const folder = completeTenant()
if (folder === undefined) throw new Error('No tenant of the repository says that it is complete.')
const packed = fileURLToPath(new URL('../../dist/complete/', import.meta.url))
rmSync(packed, { recursive: true, force: true })
cpSync(folder, packed, { recursive: true, filter: (source) => !LEFT_OUT.test(relative(folder, source)) })
renameSync(`${packed}package.json`, `${packed}${PACKED_MANIFEST}`)
