CREATE TABLE `account` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`vendor` text NOT NULL,
	`account_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`connected_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_by_workspace` ON `account` (`workspace_id`);--> statement-breakpoint
CREATE TABLE `authorization` (
	`state` text PRIMARY KEY NOT NULL,
	`vendor` text NOT NULL,
	`workspace_id` text NOT NULL,
	`code_verifier` text NOT NULL,
	`browser` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `unclaimed` (
	`vendor` text NOT NULL,
	`account_id` text NOT NULL,
	`events` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`vendor`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
