CREATE TABLE `model` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer,
	`definition` text NOT NULL,
	`origin` text NOT NULL,
	`base` integer,
	`note` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`published_by` text,
	`published_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `model_version_unique` ON `model` (`version`);--> statement-breakpoint
DROP INDEX `signal_by_person`;--> statement-breakpoint
CREATE INDEX `signal_by_person` ON `signal` (`person_id`,`occurred_at`,`type`,`value`,`connection`);--> statement-breakpoint
ALTER TABLE `person` ADD `model_version` integer DEFAULT 1 NOT NULL;