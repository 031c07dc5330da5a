CREATE TABLE `job_change` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`connection` text NOT NULL,
	`record_id` text NOT NULL,
	`at` integer NOT NULL,
	`noticed_at` integer NOT NULL,
	`from_company_id` text,
	`from_company` text,
	`from_domain` text,
	`to_company_id` text,
	`to_company` text,
	`from_title` text,
	`to_title` text,
	`from_email` text,
	`tier` text NOT NULL,
	`told_at` integer,
	`verdict` text,
	`settled_by` text,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_change_key_unique` ON `job_change` (`key`);--> statement-breakpoint
CREATE INDEX `job_change_by_person` ON `job_change` (`person_id`,`kind`);--> statement-breakpoint
CREATE INDEX `job_change_open` ON `job_change` (`id`) WHERE verdict IS NULL;--> statement-breakpoint
CREATE INDEX `job_change_by_former` ON `job_change` (`from_company_id`);--> statement-breakpoint
CREATE INDEX `job_change_unnamed` ON `job_change` (`to_company_id`) WHERE kind = 'moved' AND to_company IS NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `moved_at` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `unreachable` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `record` ADD `title` text;--> statement-breakpoint
-- Only where one record told the title is it known to be that record's.
UPDATE `record` SET `title` = (SELECT `person`.`title` FROM `person` WHERE `person`.`id` = `record`.`person_id`)
WHERE (SELECT count(*) FROM `record` AS `other` WHERE `other`.`person_id` = `record`.`person_id`) = 1;--> statement-breakpoint
UPDATE `person` SET `unreachable` = 1
WHERE EXISTS (SELECT 1 FROM `record` WHERE `person_id` = `person`.`id` AND `removed_at` IS NULL AND `bounced` AND `email` IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM `record` WHERE `person_id` = `person`.`id` AND `removed_at` IS NULL AND NOT `bounced` AND `email` IS NOT NULL);
