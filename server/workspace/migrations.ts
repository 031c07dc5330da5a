import type { Migration } from '#server/storage/migrate.ts';
import createWorkspace from './migrations/0000_create_workspace.sql';
import restPeopleWhoWereAsked from './migrations/0001_rest_people_who_were_asked.sql';
import joinPeopleAcrossCrms from './migrations/0002_join_people_across_crms.sql';
import reviewFlagsBeforeWriting from './migrations/0003_review_flags_before_writing.sql';
import findPeopleOfACompany from './migrations/0004_find_people_of_a_company.sql';
import tellFactsOfEachCrmApart from './migrations/0005_tell_facts_of_each_crm_apart.sql';
import findPeopleByTheirRecords from './migrations/0006_find_people_by_their_records.sql';
import keepCompanyWithItsRecord from './migrations/0007_keep_company_with_its_record.sql';
import keepEveryMessage from './migrations/0008_keep_every_message.sql';
import keepWhoToldOfAnAct from './migrations/0009_keep_who_told_of_an_act.sql';
import publishScoreModels from './migrations/0010_publish_score_models.sql';
import nameWhoIsNeverAsked from './migrations/0011_name_who_is_never_asked.sql';
import importFilesOfSignals from './migrations/0012_import_files_of_signals.sql';
import rankPeople from './migrations/0013_rank_people.sql';
import joinCompaniesToAccounts from './migrations/0014_join_companies_to_accounts.sql';
import followPeopleWhoMove from './migrations/0015_follow_people_who_move.sql';
import keepCalibrations from './migrations/0016_keep_calibrations.sql';
import knowMembers from './migrations/0017_know_members.sql';
import clearOldLeftRows from './migrations/0018_clear_old_left_rows.sql';
import decideRewardsInSteps from './migrations/0019_decide_rewards_in_steps.sql';
import holdPoints from './migrations/0020_hold_points.sql';
import followFulfilment from './migrations/0021_follow_fulfilment.sql';
import chainTheAuditTrail from './migrations/0022_chain_the_audit_trail.sql';
import keepCatalogueAndRules from './migrations/0023_keep_catalogue_and_rules.sql';
import findWhoWasLetDown from './migrations/0024_find_who_was_let_down.sql';
import pinTheAddressOfAnOrder from './migrations/0025_pin_the_address_of_an_order.sql';
import keepEverybodyWhoRevised from './migrations/0026_keep_everybody_who_revised.sql';
import rememberEndedSessions from './migrations/0027_remember_ended_sessions.sql';
import rememberWhatWasToldOfOrders from './migrations/0028_remember_what_was_told_of_orders.sql';

/** Every version of the store, oldest first. */
export const migrations: readonly Migration[] = [
  { name: '0000_create_workspace', statements: createWorkspace },
  { name: '0001_rest_people_who_were_asked', statements: restPeopleWhoWereAsked },
  { name: '0002_join_people_across_crms', statements: joinPeopleAcrossCrms },
  { name: '0003_review_flags_before_writing', statements: reviewFlagsBeforeWriting },
  { name: '0004_find_people_of_a_company', statements: findPeopleOfACompany },
  { name: '0005_tell_facts_of_each_crm_apart', statements: tellFactsOfEachCrmApart },
  { name: '0006_find_people_by_their_records', statements: findPeopleByTheirRecords },
  { name: '0007_keep_company_with_its_record', statements: keepCompanyWithItsRecord },
  { name: '0008_keep_every_message', statements: keepEveryMessage },
  { name: '0009_keep_who_told_of_an_act', statements: keepWhoToldOfAnAct },
  { name: '0010_publish_score_models', statements: publishScoreModels },
  { name: '0011_name_who_is_never_asked', statements: nameWhoIsNeverAsked },
  { name: '0012_import_files_of_signals', statements: importFilesOfSignals },
  { name: '0013_rank_people', statements: rankPeople },
  { name: '0014_join_companies_to_accounts', statements: joinCompaniesToAccounts },
  { name: '0015_follow_people_who_move', statements: followPeopleWhoMove },
  { name: '0016_keep_calibrations', statements: keepCalibrations },
  { name: '0017_know_members', statements: knowMembers },
  { name: '0018_clear_old_left_rows', statements: clearOldLeftRows },
  { name: '0019_decide_rewards_in_steps', statements: decideRewardsInSteps },
  { name: '0020_hold_points', statements: holdPoints },
  { name: '0021_follow_fulfilment', statements: followFulfilment },
  { name: '0022_chain_the_audit_trail', statements: chainTheAuditTrail },
  { name: '0023_keep_catalogue_and_rules', statements: keepCatalogueAndRules },
  { name: '0024_find_who_was_let_down', statements: findWhoWasLetDown },
  { name: '0025_pin_the_address_of_an_order', statements: pinTheAddressOfAnOrder },
  { name: '0026_keep_everybody_who_revised', statements: keepEverybodyWhoRevised },
  { name: '0027_remember_ended_sessions', statements: rememberEndedSessions },
  { name: '0028_remember_what_was_told_of_orders', statements: rememberWhatWasToldOfOrders },
];
