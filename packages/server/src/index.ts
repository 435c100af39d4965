export { checkProduction, ProductionError, type ProductionProblem } from './check-production.ts'
export { type Config, ConfigError, DEVELOPMENT_ENCRYPTION_KEY, type Issuer, loadConfig } from './config.ts'
export { createServer, type Server, type ServerOptions } from './create-server.ts'
export {
  type DemoAccount,
  type DevelopmentProvider,
  type DevelopmentProviderOptions,
  startDevelopmentProvider,
} from './development-provider.ts'
export type { Limits } from './limits.ts'
export { createLog } from './log.ts'
export type { Actor, Identity, OperationRequest, Platform, Readiness } from './platform.ts'
