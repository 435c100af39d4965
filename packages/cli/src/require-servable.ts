import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Config } from '@onewindow/server'
import { Failure } from './failure.ts'

/** Throws a `Failure` where the configuration names files, proxies or tenants that cannot be what was meant. */
export async function requireServable(config: Config, defined: readonly string[]): Promise<void> {
  const problems = await servingProblems(config, defined)
  if (problems.length > 0) throw new Failure(problems.join('\n'))
}

/** Each with the setting that it is about. */
export async function servingProblems(config: Config, defined: readonly string[]): Promise<string[]> {
  const undefinedTenants = config.tenants.filter((tenant) => !defined.includes(tenant))
  const proxies = config.trustedProxies.filter((proxy) => !isTrustable(proxy))
  return [
    ...undefinedTenants.map(
      (tenant) => `ONEWINDOW_TENANTS: there is no tenant ${tenant}. There is: ${defined.join(', ')}.`,
    ),
    ...proxies.map(
      (proxy) =>
        `ONEWINDOW_TRUSTED_PROXIES: ${proxy} is no address or range of proxies, such as 127.0.0.1 or 10.0.0.0/8.`,
    ),
    ...(await tlsProblems(config.tls)),
  ]
}

/** A range of every address would believe anyone's forwarded headers. */
function isTrustable(proxy: string): boolean {
  const [address = '', prefix, ...more] = proxy.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (bits === 0 || more.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits)
}

async function tlsProblems(tls: Config['tls']): Promise<string[]> {
  if (!tls) return []
  const [cert, key] = await Promise.allSettled([readFile(tls.certificate), readFile(tls.key)])
  const problems: string[] = []
  if (cert.status === 'rejected') problems.push(`ONEWINDOW_TLS_CERTIFICATE: ${cert.reason.message}`)
  if (key.status === 'rejected') problems.push(`ONEWINDOW_TLS_KEY: ${key.reason.message}`)
  if (cert.status === 'rejected' || key.status === 'rejected') return problems
  try {
    createSecureContext({ cert: cert.value, key: key.value })
    return []
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    return [`ONEWINDOW_TLS_CERTIFICATE and ONEWINDOW_TLS_KEY: are no pair of PEM files: ${reason}`]
  }
}
