export { requestPopulationScreening, screenAgain } from './job.ts'
export { beginPopulationScreening, type Screened, screenNext } from './screen.ts'
