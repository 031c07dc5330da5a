DROP INDEX `person_by_company`;--> statement-breakpoint
CREATE TABLE `new_record` (
	`connection` text NOT NULL,
	`id` text NOT NULL,
	`person_id` integer NOT NULL,
	`url` text NOT NULL,
	`email` text,
	`bounced` integer DEFAULT false NOT NULL,
	`company_id` text,
	`modified_at` integer NOT NULL,
	`read_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`connection`, `id`)
);
--> statement-breakpoint
INSERT INTO `new_record` SELECT `connection`, `id`, `person_id`, `url`, `email`, `bounced`, (SELECT `company_id` FROM `person` WHERE `person`.`id` = `record`.`person_id` AND `person`.`company_connection` = `record`.`connection`), `modified_at`, `read_at`, `removed_at` FROM `record`;--> statement-breakpoint
DROP TABLE `record`;--> statement-breakpoint
ALTER TABLE `new_record` RENAME TO `record`;--> statement-breakpoint
CREATE INDEX `record_by_person` ON `record` (`person_id`);--> statement-breakpoint
CREATE INDEX `record_by_email` ON `record` (`email`);--> statement-breakpoint
CREATE INDEX `record_by_company` ON `record` (`company_id`);
