DROP INDEX `audit_by_subject`;--> statement-breakpoint
ALTER TABLE `audit` ADD `about` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit` ADD `salt` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `content` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_by_about` ON `audit` (`about`,`id`);--> statement-breakpoint
UPDATE `audit` SET `about` = `subject`;
