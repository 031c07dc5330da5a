CREATE TABLE `points_lot` (
	`id` integer PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`programme` text NOT NULL,
	`act` text NOT NULL,
	`earned_at` integer NOT NULL,
	`unlock_at` integer NOT NULL,
	`expires_at` integer,
	`locked` integer NOT NULL,
	`amount` integer NOT NULL,
	`remaining` integer NOT NULL,
	`spent` integer NOT NULL,
	`expired` integer NOT NULL,
	`reversed` integer NOT NULL,
	`revoked` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `points_lot_by_person` ON `points_lot` (`person_id`,`programme`,`id`);--> statement-breakpoint
CREATE TABLE `points_movement` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`person_id` integer NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`lot_id` integer,
	`points` integer NOT NULL,
	`asked` integer,
	`owed` integer NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_movement_key_unique` ON `points_movement` (`key`);--> statement-breakpoint
CREATE INDEX `points_movement_by_person` ON `points_movement` (`person_id`,`programme`,`id`);--> statement-breakpoint
CREATE TABLE `points_programme` (
	`id` text PRIMARY KEY NOT NULL,
	`definition` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `points_wallet` (
	`person_id` integer NOT NULL,
	`programme` text NOT NULL,
	`shortfall` integer NOT NULL,
	`tier` text,
	`tier_since` integer,
	`tier_until` integer,
	`sheltered` integer NOT NULL,
	`noticed_for` integer,
	`due_at` integer,
	PRIMARY KEY(`person_id`, `programme`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `points_wallet_by_due` ON `points_wallet` (`due_at`);--> statement-breakpoint
CREATE INDEX `points_wallet_by_programme` ON `points_wallet` (`programme`,`person_id`);