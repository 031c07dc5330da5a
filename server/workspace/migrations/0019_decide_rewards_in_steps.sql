CREATE TABLE `fraud_hold` (
	`reward_id` text NOT NULL,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`placed_at` integer NOT NULL,
	`expected_by` integer NOT NULL,
	`lapses_at` integer,
	`state` text NOT NULL,
	`by` text,
	`at` integer,
	`why` text,
	PRIMARY KEY(`reward_id`, `code`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `fraud_hold_by_state` ON `fraud_hold` (`state`,`placed_at`);--> statement-breakpoint
CREATE INDEX `fraud_hold_by_lapse` ON `fraud_hold` (`lapses_at`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `fraud_setting` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `budget` (
	`holder` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`edition` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`holder`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `catalogue_item` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`stock` integer,
	`archived_at` integer,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `delegation` (
	`principal` text PRIMARY KEY NOT NULL,
	`principal_actor` text NOT NULL,
	`delegate` text NOT NULL,
	`delegate_actor` text NOT NULL,
	`until` integer NOT NULL,
	`created_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `policy` (
	`version` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`note` text NOT NULL,
	`published_by` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `reward_by_expiry`;--> statement-breakpoint
ALTER TABLE `reward` ADD `programme` text DEFAULT 'general' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `kind` text DEFAULT 'money' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `item` text;--> statement-breakpoint
ALTER TABLE `reward` ADD `source` text DEFAULT 'api' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `revised_by` text;--> statement-breakpoint
ALTER TABLE `reward` ADD `chain` text DEFAULT '["approve"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `approvals` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `because` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `holder` text DEFAULT 'general' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `funding` text DEFAULT 'budget' NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `asked_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reward` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `reward` ADD `escalated_at` integer;--> statement-breakpoint
CREATE INDEX `reward_by_asking` ON `reward` (`asked_at`) WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX `reward_by_expiry` ON `reward` (`expires_at`) WHERE state IN ('proposed', 'change_requested');--> statement-breakpoint
CREATE TABLE `__new_balance` (
	`currency` text NOT NULL,
	`account` text NOT NULL,
	`holder` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`currency`, `account`, `holder`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_balance`("currency", "account", "holder", "amount") SELECT "currency", "account", CASE "account" WHEN 'funding' THEN '' ELSE 'general' END, "amount" FROM `balance`;--> statement-breakpoint
DROP TABLE `balance`;--> statement-breakpoint
ALTER TABLE `__new_balance` RENAME TO `balance`;--> statement-breakpoint
CREATE TABLE `__new_ledger_entry` (
	`transaction_id` text NOT NULL,
	`account` text NOT NULL,
	`holder` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`transaction_id`, `account`, `holder`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_ledger_entry`("transaction_id", "account", "holder", "currency", "amount") SELECT "transaction_id", "account", CASE "account" WHEN 'funding' THEN '' ELSE 'general' END, "currency", "amount" FROM `ledger_entry`;--> statement-breakpoint
DROP TABLE `ledger_entry`;--> statement-breakpoint
ALTER TABLE `__new_ledger_entry` RENAME TO `ledger_entry`;--> statement-breakpoint
-- What was granted so far is a budget that stands until it is used up.
INSERT INTO `budget` (`holder`, `currency`, `amount`, `edition`, `updated_at`)
SELECT 'general', `currency`, -`amount`, 1, unixepoch('now') * 1000 FROM `balance` WHERE `account` = 'funding';--> statement-breakpoint
UPDATE `reward` SET `asked_at` = `created_at`,
  `source` = CASE WHEN `key` LIKE 'rule:%' THEN 'rule' WHEN `key` LIKE 'card:%' THEN 'crm' ELSE 'api' END,
  `approvals` = CASE WHEN `state` IN ('approved', 'paid')
    THEN json_array(json_object('by', `decided_by`, 'onBehalfOf', NULL, 'step', 'approve', 'at', `decided_at`))
    ELSE '[]' END;
