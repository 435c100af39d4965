import { type Config, checkProduction } from '@onewindow/server'
import { servingProblems } from '../require-servable.ts'
import { type Finding, failed, ok, warning } from './finding.ts'

/** What `serve` would refuse: an error in production, and only told in development. */
export async function checkProfile(config: Config, tenants: readonly string[]): Promise<readonly Finding[]> {
  const problems = checkProduction({ ...config, profile: 'production' })
  const unusable = (await servingProblems(config, tenants)).map((problem) =>
    failed('settings', problem, 'Correct the setting.'),
  )
  if (config.profile === 'production')
    return [
      ...problems.map(({ code, message, fix }) => failed('production', `${code}: ${message}`, fix)),
      ...unusable,
      ...(problems.length + unusable.length === 0
        ? [
            ok(
              'production',
              'Secrets, identity provider, TLS and introspection are as production needs them.',
            ),
          ]
        : []),
    ]
  const codes = problems.map(({ code }) => code)
  return [
    ...(codes.length === 0
      ? [ok('production', 'In development, and ready for production.')]
      : [
          warning(
            'production',
            `In development; \`serve\` would refuse: ${codes.join(', ')}.`,
            'For production, see each with its fix: ONEWINDOW_PROFILE=production onewindow doctor',
          ),
        ]),
    ...unusable,
  ]
}
