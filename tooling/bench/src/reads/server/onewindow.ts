import { createPlatform, opening, type Tables } from '@onewindow/core'
import { testCipher as cipher } from '@onewindow/core/testing'
import { connect } from '@onewindow/db'
import { createServer, loadConfig } from '@onewindow/server'
import { runServer } from './child.ts'

/** As `onewindow serve`, and as many requests of one account as it can answer. The standard cost refuses the page. */
await runServer(async ({ databaseUrl, pool, tenants, issuer }) => {
  const db = await connect<Tables>({ url: databaseUrl, role: 'app', opening, max: pool, share: pool })
  const platform = createPlatform({ db, tenants, cipher, demo: true })
  const config = loadConfig({
    ONEWINDOW_PORT: '0',
    ONEWINDOW_LOG_LEVEL: 'silent',
    ONEWINDOW_LIMITS: JSON.stringify({
      cost: 200_000,
      actorPerMinute: 100_000_000,
      tenantPerMinute: 100_000_000,
    }),
  })
  const server = await createServer({ platform, config: { ...config, issuers: [issuer] } })
  return server.listen()
})
