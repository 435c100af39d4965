import { prepareHousehold, type RegisterInput, type Session, writeHouseholds } from '@onewindow/core'
import type { TestPlatform } from '@onewindow/core/testing'
import { generatePopulation } from '@onewindow/survey'
import { definitionOf } from '@onewindow/tenant'
import { kp } from '@onewindow/tenant-kp'
import { population as calibration } from '@onewindow/tenant-kp/population'

export { calibration }

/** Whose households are made up. */
export const definition = definitionOf(kp)

/** So many households are written in one transaction. */
export const AT_ONCE = 200

export const madeUp = (households: number): RegisterInput[] =>
  [...generatePopulation({ definition, calibration, households, seed: 7 })].map(({ household }) => household)

export async function registerAll(
  platform: TestPlatform,
  families: readonly RegisterInput[],
  atOnce = AT_ONCE,
): Promise<void> {
  for (let index = 0; index < families.length; index += atOnce)
    await platform.inSession(definition.id, (session) =>
      write(session, families.slice(index, index + atOnce)),
    )
  await platform.database.asAdmin('analyze')
}

async function write(session: Session, families: readonly RegisterInput[]): Promise<void> {
  const prepared = families.map((family) => prepareHousehold(session, family))
  for (const [area, own] of Map.groupBy(prepared, ({ area }) => area))
    await writeHouseholds(session, area, own)
}
