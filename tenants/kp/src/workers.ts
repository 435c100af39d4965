import {
  all,
  type BooleanExpression,
  booleanFact,
  either,
  known,
  not,
  textFact,
  unknown,
  type Who,
} from '@onewindow/rules'
import { leftBehind, minor, told, works } from '@onewindow/tenant-pakistan'

/** An employee, or anyone whose registration for social security was told. */
export const worker = (who: Who): BooleanExpression => {
  const registered = told(who, 'essi_registered')
  return either(works(who, 'employee'), all(known(registered), registered))
}

/** A worker, or whom a worker left behind: death grants and survivors' pensions are theirs. */
export const workerOrLeftBehind = (who: Who): BooleanExpression => either(worker(who), leftBehind(who))

/** A worker of whom no widowhood was told is judged as a worker alone. */
export const survivor = (who: Who): BooleanExpression =>
  all(either(not(worker(who)), known(textFact(who, 'marital_status')), minor(who)), leftBehind(who))

/** A worker's own rule; whether the one who died kept it is left to the institution. */
export const asWorker = (who: Who, rule: BooleanExpression): BooleanExpression =>
  either(all(worker(who), rule), all(survivor(who), unknown))

export const registeredForSocialSecurity = (who: Who): BooleanExpression =>
  asWorker(who, booleanFact(who, 'essi_registered'))
