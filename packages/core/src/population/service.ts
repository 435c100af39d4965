export {
  comparePopulation,
  type Flip,
  flipsOf,
  type PopulationDifference,
  programmesRead,
  type Standing,
} from './compare.ts'
export { requestPopulationScreening, screenAgain } from './job.ts'
export { beginPopulationScreening, type Screened, screenNext } from './screen.ts'
