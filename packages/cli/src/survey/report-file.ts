import { open, rename, rm } from 'node:fs/promises'
import type { ReportedHousehold, ReportWriter } from '@onewindow/survey'

/** A report on its way: it holds what families said, so only its owner may read it. */
export interface ReportFile {
  add(refused: ReportedHousehold): Promise<void>
  /** Puts the report in its place, or none where nothing was refused. */
  finish(wanted: boolean): Promise<void>
  /** Leaves nothing half-written. */
  discard(): Promise<void>
}

export async function openReport(path: string, report: ReportWriter): Promise<ReportFile> {
  const draft = `${path}.part`
  const file = await open(draft, 'w', 0o600)
  await file.write(report.header)
  return {
    add: async (refused) => void (await file.write(report.rowsOf(refused))),
    async finish(wanted) {
      await file.sync()
      if (wanted) await rename(draft, path)
    },
    async discard() {
      await file.close()
      await rm(draft, { force: true })
    },
  }
}
