CREATE TABLE `fulfilment_edition` (
	`provider` text NOT NULL,
	`edition` integer NOT NULL,
	`address` text NOT NULL,
	`settings` text,
	PRIMARY KEY(`provider`, `edition`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `edition` integer;--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `reminded_by` text;--> statement-breakpoint
CREATE INDEX `fulfilment_by_remind` ON `fulfilment` (`remind_at`) WHERE remind_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE `fulfilment_provider` ADD `edition` integer NOT NULL DEFAULT 1;--> statement-breakpoint
INSERT INTO `fulfilment_edition` SELECT `name`, 1, coalesce(`settings` ->> 'url', `settings` ->> 'environment', ''), `settings` FROM `fulfilment_provider`;--> statement-breakpoint
UPDATE `fulfilment` SET `edition` = 1 WHERE `provider` IN (SELECT `name` FROM `fulfilment_provider`);--> statement-breakpoint
ALTER TABLE `fulfilment_provider` DROP COLUMN `settings`;
