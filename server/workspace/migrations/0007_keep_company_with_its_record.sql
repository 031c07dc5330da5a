DROP INDEX `person_by_company`;--> statement-breakpoint
ALTER TABLE `record` ADD `company_id` text;--> statement-breakpoint
UPDATE `record` SET `company_id` = (SELECT `company_id` FROM `person` WHERE `person`.`id` = `record`.`person_id` AND `person`.`company_connection` = `record`.`connection`);--> statement-breakpoint
CREATE INDEX `record_by_company` ON `record` (`connection`,`company_id`);
