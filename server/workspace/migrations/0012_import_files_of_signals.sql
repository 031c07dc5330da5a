CREATE TABLE `import_claim` (
	`import_id` integer NOT NULL,
	`key` text NOT NULL,
	`person_id` integer NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`value` real,
	PRIMARY KEY(`import_id`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `import_claim_by_person` ON `import_claim` (`import_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `import_fault` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`problem` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_file` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`encoding` text NOT NULL,
	`columns` text NOT NULL,
	`rows` integer NOT NULL,
	`mapping` text,
	`next_part` integer NOT NULL,
	`after_person` integer NOT NULL,
	`counts` text NOT NULL,
	`effect` text,
	`started_by` text,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `import_part` (
	`import_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`import_id`, `seq`)
);
