CREATE TABLE `fact` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `flag` (
	`record_id` text PRIMARY KEY NOT NULL,
	`flag` text,
	`written_at` integer,
	`problem` text
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`action` text NOT NULL,
	`record_id` text NOT NULL,
	`merged_ids` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `inbox_by_state` ON `inbox` (`state`,`received_at`);--> statement-breakpoint
CREATE TABLE `mapping_problem` (
	`property` text PRIMARY KEY NOT NULL,
	`problem` text NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `secret` (
	`field` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tally` (
	`name` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `value_problem` (
	`record_id` text NOT NULL,
	`source` text NOT NULL,
	`problem` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`record_id`, `source`)
);
