export { type Answer, type Field, type Option, SECTIONS, type Section } from './field.ts'
export { surveyFields } from './fields.ts'
export { type FormField, surveyForm } from './form.ts'
export type { Calibration, Figure } from './generate/calibration.ts'
export { DEFECTS, type Defect, type Format } from './generate/defects.ts'
export { generateList, listHeader, listLine, type MadeLine, type MadeListOptions } from './generate/list.ts'
export { misspell } from './generate/misspell.ts'
export { generatePopulation, type MadeHousehold, type PopulationOptions } from './generate/population.ts'
export { createRandom, type Random } from './generate/random.ts'
export { type Compared, countPopulation, type PopulationCount } from './generate/summary.ts'
export { writePopulation } from './generate/write-population.ts'
export * from './household-input.ts'
export {
  type ListedLine,
  type ListFile,
  type ListOptions,
  openList,
  type RefusedLine,
  readLines,
} from './list/list-file.ts'
export { type Html, html } from './paper/html.ts'
export { type PaperOptions, renderForm } from './paper/render-form.ts'
export { PROBLEM_CODES, type Problem, type ProblemCode, problemText, SurveyFileError } from './problem.ts'
export { hashFile } from './read/hash-file.ts'
export { type OpenedRows, openRows } from './read/open-rows.ts'
export { openSurvey, type Repeated, type Survey } from './read/open-survey.ts'
export {
  type ReadHousehold,
  type ReadOptions,
  type RefusedHousehold,
  readHouseholds,
} from './read/read-households.ts'
export type { Row } from './read/row.ts'
export { ENCODINGS, type TextEncoding } from './read/text-encoding.ts'
export { createReport, type ReportedHousehold, type ReportWriter, reportOf } from './report.ts'
export { csvLine } from './write/csv-line.ts'
export { createXlsxWriter, type XlsxCell, type XlsxWriter } from './write/xlsx-survey.ts'
