import type { AccountRoleTable, AccountTable } from './account/table.ts'
import type { ApplicationMoveTable, ApplicationTable, RecordedDecisionTable } from './application/table.ts'
import type { AreaTable } from './area/table.ts'
import type { AuditSealTable, AuditTable } from './audit/table.ts'
import type { BackCheckDrawTable, BackCheckResultTable, BackCheckTable } from './back-check/table.ts'
import type { ConflictOfInterestTable } from './conflict/table.ts'
import type { EnrolmentTable } from './enrolment/table.ts'
import type { FactTable } from './fact/table.ts'
import type { FlagMoveTable, FlagScanTable, FlagTable } from './flag/table.ts'
import type { HouseholdChangeTable, HouseholdTable, MembershipTable } from './household/table.ts'
import type { IdempotencyTable } from './idempotency/table.ts'
import type { IdentifierClaimTable, IdentifierTable } from './identifier/table.ts'
import type { JobTable } from './job/table.ts'
import type { ListCandidateTable, ListEntryTable, ListTable } from './list/table.ts'
import type { OverlapTable } from './overlap/table.ts'
import type { NameTokenTable, PersonHistoryTable, PersonTable } from './person/table.ts'
import type {
  CoverageBaseTable,
  CoverageTable,
  PopulationOutcomeTable,
  PopulationScreeningTable,
} from './population/table.ts'
import type { QuotaTable } from './quota/table.ts'
import type { RelationshipTable } from './relationship/table.ts'
import type { ReleaseTable, TenantTable } from './release/table.ts'
import type { ScreeningTable } from './screening/table.ts'
import type { StagedHouseholdTable, SurveyImportTable } from './survey/table.ts'

export interface Tables {
  account: AccountTable
  account_role: AccountRoleTable
  application: ApplicationTable
  application_move: ApplicationMoveTable
  area: AreaTable
  audit: AuditTable
  audit_seal: AuditSealTable
  back_check: BackCheckTable
  back_check_draw: BackCheckDrawTable
  back_check_result: BackCheckResultTable
  conflict_of_interest: ConflictOfInterestTable
  coverage: CoverageTable
  coverage_base: CoverageBaseTable
  enrolment: EnrolmentTable
  fact: FactTable
  flag: FlagTable
  flag_move: FlagMoveTable
  flag_scan: FlagScanTable
  household: HouseholdTable
  household_change: HouseholdChangeTable
  idempotency: IdempotencyTable
  identifier: IdentifierTable
  identifier_claim: IdentifierClaimTable
  job: JobTable
  list: ListTable
  list_candidate: ListCandidateTable
  list_entry: ListEntryTable
  membership: MembershipTable
  name_token: NameTokenTable
  overlap: OverlapTable
  person: PersonTable
  person_history: PersonHistoryTable
  population_outcome: PopulationOutcomeTable
  population_screening: PopulationScreeningTable
  quota: QuotaTable
  recorded_decision: RecordedDecisionTable
  relationship: RelationshipTable
  release: ReleaseTable
  screening: ScreeningTable
  staged_household: StagedHouseholdTable
  survey_import: SurveyImportTable
  tenant: TenantTable
}

const TABLES = {
  account: true,
  account_role: true,
  application: true,
  application_move: true,
  area: true,
  audit: true,
  audit_seal: true,
  back_check: true,
  back_check_draw: true,
  back_check_result: true,
  conflict_of_interest: true,
  coverage: true,
  coverage_base: true,
  enrolment: true,
  fact: true,
  flag: true,
  flag_move: true,
  flag_scan: true,
  household: true,
  household_change: true,
  idempotency: true,
  identifier: true,
  identifier_claim: true,
  job: true,
  list: true,
  list_candidate: true,
  list_entry: true,
  membership: true,
  name_token: true,
  overlap: true,
  person: true,
  person_history: true,
  population_outcome: true,
  population_screening: true,
  quota: true,
  recorded_decision: true,
  relationship: true,
  release: true,
  screening: true,
  staged_household: true,
  survey_import: true,
  tenant: true,
} satisfies Record<keyof Tables, true>

/** The same by name: no extension may have one of these. */
export const CORE_TABLES: readonly string[] = Object.keys(TABLES)
