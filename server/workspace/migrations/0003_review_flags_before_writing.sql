ALTER TABLE `connection` ADD `write_back` text DEFAULT 'on' NOT NULL;--> statement-breakpoint
ALTER TABLE `owner` ADD `user_id` text;--> statement-breakpoint
ALTER TABLE `owner` ADD `active` integer DEFAULT true NOT NULL;