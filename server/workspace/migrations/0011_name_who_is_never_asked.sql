CREATE TABLE `company_hold` (
	`connection` text NOT NULL,
	`company_id` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer,
	PRIMARY KEY(`connection`, `company_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `insider_domain` (
	`domain` text PRIMARY KEY NOT NULL,
	`insider` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `person_hold` (
	`person_id` integer PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer
);
--> statement-breakpoint
ALTER TABLE `person` ADD `held_until` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `insider` text;