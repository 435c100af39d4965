import { defineExtension } from '@onewindow/core/extension'
import { defineTenant } from '@onewindow/tenant'
import { riverland } from '@onewindow/testkit'

const notes = (compatibility: string, folder: string) =>
  defineExtension({
    name: 'notes',
    compatibility,
    migrations: new URL(folder, import.meta.url),
    tables: ['note'],
  })

export const sound = notes('^0.1.0', './notes/')
export const late = notes('^9.0.0', './notes/')
/** Its table has no tenant. */
export const open = notes('^0.1.0', './open/')

export const tenant = defineTenant({
  id: 'riverland-notes',
  extends: [riverland.definition],
  extensions: ['notes'],
})
