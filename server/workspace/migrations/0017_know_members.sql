CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member` (
	`id` integer PRIMARY KEY NOT NULL,
	`slack_team` text,
	`slack_user` text,
	`email` text,
	`name` text NOT NULL,
	`image` text,
	`time_zone` text,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`session_version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`signed_in_at` integer,
	`last_seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_by_slack_user` ON `member` (`slack_user`);--> statement-breakpoint
CREATE UNIQUE INDEX `member_by_email` ON `member` (`email`);--> statement-breakpoint
CREATE INDEX `member_by_role` ON `member` (`role`) WHERE state = 'active';--> statement-breakpoint
CREATE TABLE `slack_user` (
	`team` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`state` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`team`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `slack_user_by_state` ON `slack_user` (`state`,`seen_at`);--> statement-breakpoint
-- Where Slack decides already, it goes on deciding until somebody says who may.
INSERT INTO setting (name, value) SELECT 'member.slack_default_role', 'manager' WHERE EXISTS (SELECT 1 FROM connection WHERE vendor = 'slack');
