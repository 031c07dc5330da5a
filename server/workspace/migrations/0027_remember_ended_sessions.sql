CREATE TABLE `ended_session` (
	`id` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ended_session_by_until` ON `ended_session` (`until`);