CREATE TABLE `audit` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `balance` (
	`currency` text NOT NULL,
	`account` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`currency`, `account`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `company` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`domain` text,
	`industry` text,
	`url` text NOT NULL,
	`modified_at` integer NOT NULL,
	PRIMARY KEY(`connection`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `connection` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor` text NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`connected_at` integer NOT NULL,
	`initial` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deal` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`stage` text NOT NULL,
	`outcome` text NOT NULL,
	`amount` integer,
	`currency` text,
	`closed_at` integer,
	`company_id` text,
	`url` text NOT NULL,
	`modified_at` integer NOT NULL,
	PRIMARY KEY(`connection`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `deal_contact` (
	`connection` text NOT NULL,
	`deal_id` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`connection`, `deal_id`, `contact_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `deal_by_contact` ON `deal_contact` (`connection`,`contact_id`,`deal_id`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL,
	`settled_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `delivery_by_lane` ON `delivery` (`state`,`kind`,`target`,`due_at`,`id`);--> statement-breakpoint
CREATE TABLE `ledger_entry` (
	`transaction_id` text NOT NULL,
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`transaction_id`, `account`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_transaction` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`reference` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_transaction_id_unique` ON `ledger_transaction` (`id`);--> statement-breakpoint
CREATE TABLE `message` (
	`subject` text NOT NULL,
	`connection` text NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	PRIMARY KEY(`subject`, `connection`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `owner` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`email` text,
	`name` text NOT NULL,
	PRIMARY KEY(`connection`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`title` text,
	`company_connection` text,
	`company_id` text,
	`owner` text,
	`word_of_mouth_v` real,
	`word_of_mouth_at` integer,
	`promotion_v` real,
	`promotion_at` integer,
	`loyalty_v` real,
	`loyalty_at` integer,
	`protection_v` real,
	`protection_at` integer,
	`feedback_v` real,
	`feedback_at` integer,
	`tier` text NOT NULL,
	`tier_since` integer NOT NULL,
	`tier_check_at` integer,
	`last_act_at` integer,
	`flag_tier` text,
	`flag_propensity` integer,
	`snoozed_until` integer,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_by_email` ON `person` (`email`);--> statement-breakpoint
CREATE INDEX `person_by_tier_check` ON `person` (`tier_check_at`) WHERE tier_check_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `press` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `record` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`person_id` integer NOT NULL,
	`url` text NOT NULL,
	`modified_at` integer NOT NULL,
	`read_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`connection`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `record_by_person` ON `record` (`person_id`);--> statement-breakpoint
CREATE TABLE `record_alias` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`became_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`connection`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reward` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`person_id` integer NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`act` text NOT NULL,
	`proof` text,
	`proposed_by` text NOT NULL,
	`proposer_slack` text,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reward_key_unique` ON `reward` (`key`);--> statement-breakpoint
CREATE INDEX `reward_by_expiry` ON `reward` (`expires_at`) WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX `reward_by_person` ON `reward` (`person_id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `signal` (
	`key` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`value` real,
	`source` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `signal_by_person` ON `signal` (`person_id`,`occurred_at`);