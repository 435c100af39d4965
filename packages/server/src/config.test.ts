import { expect, test } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

test('nothing said is development on this machine, with the standard limits', () => {
  const config = loadConfig({ HOME: '/root' })
  expect(config).toMatchObject({ profile: 'development', host: '127.0.0.1', demo: true, introspection: true })
  expect(config.limits).toMatchObject({ depth: 15, seconds: 30 })
})

test('NODE_ENV=production alone is production', () => {
  const config = loadConfig({ NODE_ENV: 'production', ONEWINDOW_INTROSPECTION: '' })
  expect(config).toMatchObject({ profile: 'production', host: '0.0.0.0', demo: false, introspection: false })
  expect(loadConfig({ NODE_ENV: 'production', ONEWINDOW_PROFILE: 'development' }).profile).toBe('development')
})

test('reads lists, limits and issuers', () => {
  const config = loadConfig({
    ONEWINDOW_TENANTS: 'river, hills,',
    ONEWINDOW_LIMITS: '{"depth":7}',
    ONEWINDOW_ISSUERS: '[{"issuer":"https://login.example","audience":"onewindow"}]',
    ONEWINDOW_TLS_CERTIFICATE: '/tls/cert.pem',
    ONEWINDOW_TLS_KEY: '/tls/key.pem',
  })
  expect(config.tenants).toEqual(['river', 'hills'])
  expect(config.limits).toMatchObject({ depth: 7, aliases: 30 })
  expect(config.issuers).toEqual([
    { issuer: 'https://login.example', audience: 'onewindow', tenantClaim: 'tenant' },
  ])
  expect(config.tls).toEqual({ certificate: '/tls/cert.pem', key: '/tls/key.pem' })
})

test('every mistake is listed at once, and no value', () => {
  const mistakes = {
    ONEWINDOW_PORT: '70000',
    ONEWINDOW_ENCRYPTION_KEY: 'c2hvcnQ=',
    ONEWINDOW_ISSUERS: '[{"issuer":"login.example","audience":"onewindow","tenant":"kp"}]',
    ONEWINDOW_LIMITS: '{"deepness":7}',
    ONEWINDOW_TLS_KEY: '/tls/key.pem',
    ONEWINDOW_TENANT: 'river',
    ONEWINDOW_DEMO: 'perhaps',
    DATABASE_URL: 'mysql://root:hunter2@localhost',
  }
  const load = () => loadConfig(mistakes)
  expect(load).toThrow(ConfigError)
  for (const name of Object.keys(mistakes).filter((name) => name !== 'ONEWINDOW_TLS_KEY'))
    expect(load).toThrow(name)
  expect(load).toThrow('ONEWINDOW_TLS_CERTIFICATE: is needed beside ONEWINDOW_TLS_KEY')
  expect(load).toThrow('ONEWINDOW_TENANT: there is no such setting')
  expect(load).not.toThrow('hunter2')
  expect(load).not.toThrow('c2hvcnQ')
})
