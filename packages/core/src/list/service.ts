export { decideListMatch } from './decide.ts'
export { applyList } from './job.ts'
export { type EntryInput, type OpenListInput, openList, stageEntries, submitList } from './stage.ts'
