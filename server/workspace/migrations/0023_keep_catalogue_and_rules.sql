CREATE TABLE `reward_item` (
	`reward_id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`value` text NOT NULL,
	`tax_class` text NOT NULL,
	`state` text NOT NULL,
	`counted` integer DEFAULT false NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reward_item_by_item` ON `reward_item` (`item_id`,`state`);--> statement-breakpoint
CREATE TABLE `rule_hold` (
	`key` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`due_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `rule_hold_by_time` ON `rule_hold` (`due_at`);--> statement-breakpoint
CREATE TABLE `rule_use` (
	`reward_id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `rule_use_by_time` ON `rule_use` (`rule`,`at`);--> statement-breakpoint
CREATE INDEX `rule_use_by_account` ON `rule_use` (`account`,`rule`,`at`);--> statement-breakpoint
UPDATE `setting` SET `value` = (
	SELECT json_group_array(json_object(
		'id', rule.value ->> 'act',
		'name', upper(substr(rule.value ->> 'act', 1, 1)) || replace(substr(rule.value ->> 'act', 2), '_', ' '),
		'act', rule.value ->> 'act', 'item', NULL, 'amount', rule.value ->> 'amount', 'currency', rule.value ->> 'currency',
		'programme', 'general',
		'conditions', json_object('sources', NULL, 'industries', NULL, 'tiers', NULL, 'occurrence', 'every', 'minDealAmount', NULL),
		'caps', json_array(), 'holdDays', 0, 'active', json('true')))
	FROM json_each(`setting`.`value`) AS rule)
WHERE `name` = 'reward_rules';
