ALTER TABLE `company` ADD `account` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Each stands alone until it is read again, which tells its domain as it is compared.
UPDATE company SET account = connection || ':' || id;--> statement-breakpoint
CREATE INDEX `company_by_account` ON `company` (`account`);--> statement-breakpoint
CREATE INDEX `deal_by_company` ON `deal` (`company_id`);