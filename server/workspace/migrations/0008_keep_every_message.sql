CREATE TABLE `new_message` (
	`subject` text NOT NULL,
	`connection` text NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`newest` integer NOT NULL,
	PRIMARY KEY(`subject`, `connection`, `channel`, `ts`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `new_message` SELECT `subject`, `connection`, `channel`, `ts`, 1 FROM `message`;--> statement-breakpoint
DROP TABLE `message`;--> statement-breakpoint
ALTER TABLE `new_message` RENAME TO `message`;
