CREATE TABLE `fulfilment` (
	`reward_id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`number` integer NOT NULL,
	`key` text NOT NULL,
	`reference` text,
	`item` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`words` text,
	`problem` text,
	`proof` text,
	`proof_by` text,
	`told_at` integer NOT NULL,
	`delivered_at` integer,
	`expires_at` integer,
	`check_at` integer,
	`checks` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `fulfilment_by_check` ON `fulfilment` (`check_at`) WHERE check_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `fulfilment_by_key` ON `fulfilment` (`key`);--> statement-breakpoint
CREATE INDEX `fulfilment_by_reference` ON `fulfilment` (`reference`);--> statement-breakpoint
CREATE INDEX `fulfilment_by_item` ON `fulfilment` (`item`);--> statement-breakpoint
CREATE INDEX `fulfilment_by_state` ON `fulfilment` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `fulfilment_choice` (
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`provider` text NOT NULL,
	PRIMARY KEY(`programme`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `fulfilment_provider` (
	`name` text PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `secret` (
	`field` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
) WITHOUT ROWID;
