CREATE TABLE `card_request` (
	`nonce` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
