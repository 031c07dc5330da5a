CREATE TABLE `fulfilment_told` (
	`key` text NOT NULL,
	`state` text NOT NULL,
	`said_at` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`key`, `state`, `said_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `void_order` (
	`key` text PRIMARY KEY NOT NULL,
	`reward_id` text NOT NULL,
	`provider` text NOT NULL,
	`edition` integer
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `called_at` integer;--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `void_by` text;--> statement-breakpoint
ALTER TABLE `fulfilment` ADD `doubt` text;--> statement-breakpoint
INSERT INTO `fulfilment_told` SELECT `key`, `state`, CASE WHEN `state` IN ('failed', 'unclaimed') THEN `told_at` ELSE 0 END, CASE WHEN `state` IN ('failed', 'unclaimed') THEN `told_at` ELSE 0 END FROM `fulfilment` WHERE `state` NOT IN ('ordering', 'cancelled');--> statement-breakpoint
INSERT INTO `void_order` WITH RECURSIVE `former` (`reward_id`, `provider`, `edition`, `number`) AS (SELECT `reward_id`, `provider`, `edition`, `number` - 1 FROM `fulfilment` UNION ALL SELECT `reward_id`, `provider`, `edition`, `number` - 1 FROM `former` WHERE `number` > 1) SELECT 'reward:' || `reward_id` || ':payout' || CASE `number` WHEN 1 THEN '' ELSE ':' || `number` END, `reward_id`, `provider`, `edition` FROM `former` WHERE `number` > 0;
