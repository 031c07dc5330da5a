CREATE TABLE `erasure` (
	`id` integer PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`why` text NOT NULL,
	`removed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link_suggestion` (
	`person_a` integer NOT NULL,
	`person_b` integer NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`suggested_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`person_a`, `person_b`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `link_suggestion_by_state` ON `link_suggestion` (`state`,`suggested_at`);--> statement-breakpoint
CREATE INDEX `link_suggestion_by_other` ON `link_suggestion` (`person_b`);--> statement-breakpoint
CREATE TABLE `person_link` (
	`id` integer PRIMARY KEY NOT NULL,
	`from_id` integer NOT NULL,
	`into_id` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`why` text NOT NULL,
	`evidence` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_link_by_into` ON `person_link` (`into_id`);--> statement-breakpoint
CREATE INDEX `person_link_by_from` ON `person_link` (`from_id`);--> statement-breakpoint
ALTER TABLE `record` ADD `email` text;--> statement-breakpoint
CREATE INDEX `record_by_email` ON `record` (`email`);--> statement-breakpoint
UPDATE `record` SET `email` = (SELECT `email` FROM `person` WHERE `person`.`id` = `record`.`person_id`);
