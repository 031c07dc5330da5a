CREATE TABLE `mention` (
	`connection` text NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`person_id` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`connection`, `channel`, `ts`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mention_by_person` ON `mention` (`person_id`);--> statement-breakpoint
ALTER TABLE `person` ADD `name_key` text;--> statement-breakpoint
CREATE INDEX `person_by_name_key` ON `person` (`name_key`) WHERE name_key IS NOT NULL;--> statement-breakpoint
ALTER TABLE `record` ADD `bounced` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `signal` ADD `connection` text;--> statement-breakpoint
UPDATE `signal` SET `connection` = (SELECT `connection` FROM `record` WHERE `record`.`person_id` = `signal`.`person_id` LIMIT 1) WHERE `key` LIKE 'crm:%';--> statement-breakpoint
UPDATE `reward` SET `key` = 'rule:crm:' || `told`.`person_id` || ':' || `told`.`connection` || substr(`told`.`key`, length('crm:' || `told`.`person_id`) + 1) FROM `signal` AS `told` WHERE `reward`.`key` = 'rule:' || `told`.`key` AND `told`.`connection` IS NOT NULL AND NOT (`told`.`type` = 'deal_won' AND `told`.`source` LIKE 'deal %');--> statement-breakpoint
UPDATE `signal` SET `key` = 'crm:' || `person_id` || ':' || `connection` || substr(`key`, length('crm:' || `person_id`) + 1) WHERE `connection` IS NOT NULL AND NOT (`type` = 'deal_won' AND `source` LIKE 'deal %');--> statement-breakpoint
UPDATE `person` SET `name_key` = lower(`name`) WHERE `removed_at` IS NULL AND `name` LIKE '_% %_' AND `name` NOT LIKE '%  %' AND trim(`name`) = `name` AND `name` NOT GLOB '*[^a-zA-Z0-9 ]*' AND `name` <> 'Unnamed person';--> statement-breakpoint
INSERT INTO `person_link` (`from_id`, `into_id`, `at`, `by`, `why`, `evidence`) SELECT CAST(substr(`detail`, 8) AS INTEGER), CAST(substr(`subject`, 8) AS INTEGER), `at`, `actor`, 'crm_merge', '{"match":null,"name":null,"moved":null}' FROM `audit` WHERE `action` = 'person.merged' AND `detail` LIKE 'person % is the same human';
