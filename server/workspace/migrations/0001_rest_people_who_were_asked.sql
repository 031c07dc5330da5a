CREATE TABLE `ask` (
	`key` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`asked_at` integer NOT NULL,
	`asked_by` text NOT NULL,
	`note` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ask_by_person` ON `ask` (`person_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `opt_out` (
	`person_id` integer NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `source`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `person` ADD `last_asked_at` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `rest_until` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `opted_out` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_rest` ON `person` (`rest_until`) WHERE rest_until IS NOT NULL;
