CREATE TABLE `audit` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `channels` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ko` text NOT NULL,
	`import_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channels_key_unique` ON `channels` (`key`);--> statement-breakpoint
CREATE TABLE `comment_tags` (
	`visit_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`factor_id` integer NOT NULL,
	`text` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `seq`, `factor_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY NOT NULL,
	`visit_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`journey_id` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`at` integer NOT NULL,
	`date_only` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`answer` integer,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comments_visit` ON `comments` (`visit_id`,`seq`);--> statement-breakpoint
CREATE INDEX `comments_time` ON `comments` (`journey_id`,`at`);--> statement-breakpoint
CREATE TABLE `erased_customers` (
	`customer` text PRIMARY KEY NOT NULL,
	`erased_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `factor_days` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`factor_id` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`mentioned` integer NOT NULL,
	`a0` integer NOT NULL,
	`a1` integer NOT NULL,
	`a2` integer NOT NULL,
	`a3` integer NOT NULL,
	`a4` integer NOT NULL,
	`a5` integer NOT NULL,
	`a6` integer NOT NULL,
	`a7` integer NOT NULL,
	`a8` integer NOT NULL,
	`a9` integer NOT NULL,
	`a10` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `factor_id`, `entry_channel_id`, `segment_id`, `channel_id`, `team_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `factor_edits` (
	`moment_id` integer NOT NULL,
	`n` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`moment_id`, `n`),
	FOREIGN KEY (`moment_id`) REFERENCES `moments`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `factor_months` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`factor_id` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`mentioned` integer NOT NULL,
	`a0` integer NOT NULL,
	`a1` integer NOT NULL,
	`a2` integer NOT NULL,
	`a3` integer NOT NULL,
	`a4` integer NOT NULL,
	`a5` integer NOT NULL,
	`a6` integer NOT NULL,
	`a7` integer NOT NULL,
	`a8` integer NOT NULL,
	`a9` integer NOT NULL,
	`a10` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `factor_id`, `entry_channel_id`, `segment_id`, `channel_id`, `team_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `factors` (
	`id` integer PRIMARY KEY NOT NULL,
	`moment_id` integer NOT NULL,
	`key` text NOT NULL,
	`column` text NOT NULL,
	`ordinal` integer NOT NULL,
	`text_en` text NOT NULL,
	`text_ko` text NOT NULL,
	`archived` integer NOT NULL,
	`import_id` integer,
	FOREIGN KEY (`moment_id`) REFERENCES `moments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `factors_key` ON `factors` (`moment_id`,`key`);--> statement-breakpoint
CREATE TABLE `import_repeats` (
	`first_import_id` integer NOT NULL,
	`import_id` integer NOT NULL,
	`rows` integer NOT NULL,
	PRIMARY KEY(`first_import_id`, `import_id`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`journey_id` integer NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`mapping_hash` text NOT NULL,
	`mapping` text NOT NULL,
	`shape` text NOT NULL,
	`status` text NOT NULL,
	`rows` integer NOT NULL,
	`accepted` integer NOT NULL,
	`rejected` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`visits` integer NOT NULL,
	`touches` integer NOT NULL,
	`ratings` integer NOT NULL,
	`by_visits` integer,
	`last_line` integer NOT NULL,
	`through_visit` text NOT NULL,
	`through_line` integer NOT NULL,
	`file_bytes` integer,
	`done_bytes` integer NOT NULL,
	`rows_per_second` integer,
	`ends_at` integer,
	`said_at` integer,
	`rejects_file` text,
	`rejects_bytes` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `imports_file` ON `imports` (`journey_id`,`file_hash`);--> statement-breakpoint
CREATE TABLE `journeys` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ko` text NOT NULL,
	`mode` text NOT NULL,
	`window_ms` integer NOT NULL,
	`sample` integer NOT NULL,
	`data_version` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journeys_key_unique` ON `journeys` (`key`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`visit_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`factor_id` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `seq`, `version`, `factor_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `moments` (
	`id` integer PRIMARY KEY NOT NULL,
	`journey_id` integer NOT NULL,
	`key` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ko` text NOT NULL,
	`stage` text NOT NULL,
	`role` text NOT NULL,
	`ordinal` integer NOT NULL,
	`bit` integer NOT NULL,
	`scale_min` real NOT NULL,
	`scale_max` real NOT NULL,
	`scale_step` real NOT NULL,
	`scale_best` text NOT NULL,
	`standard_from` real NOT NULL,
	`plus_from` real NOT NULL,
	`recommend` integer NOT NULL,
	`seconds` integer,
	`channels` text,
	`archived` integer NOT NULL,
	FOREIGN KEY (`journey_id`) REFERENCES `journeys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `moments_key` ON `moments` (`journey_id`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `moments_bit` ON `moments` (`journey_id`,`bit`);--> statement-breakpoint
CREATE TABLE `reach_days` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`not_met` integer NOT NULL,
	`rated` integer NOT NULL,
	`repeated` integer NOT NULL,
	`broken` integer NOT NULL,
	`at_risk` integer NOT NULL,
	`broke` integer NOT NULL,
	`unbroken_not_met` integer NOT NULL,
	`entered` integer NOT NULL,
	`furthest` integer NOT NULL,
	`last_flawless` integer NOT NULL,
	`broken_left` integer NOT NULL,
	`met_left` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reach_months` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`not_met` integer NOT NULL,
	`rated` integer NOT NULL,
	`repeated` integer NOT NULL,
	`broken` integer NOT NULL,
	`at_risk` integer NOT NULL,
	`broke` integer NOT NULL,
	`unbroken_not_met` integer NOT NULL,
	`entered` integer NOT NULL,
	`furthest` integer NOT NULL,
	`last_flawless` integer NOT NULL,
	`broken_left` integer NOT NULL,
	`met_left` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reach_weeks` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`not_met` integer NOT NULL,
	`rated` integer NOT NULL,
	`repeated` integer NOT NULL,
	`broken` integer NOT NULL,
	`at_risk` integer NOT NULL,
	`broke` integer NOT NULL,
	`unbroken_not_met` integer NOT NULL,
	`entered` integer NOT NULL,
	`furthest` integer NOT NULL,
	`last_flawless` integer NOT NULL,
	`broken_left` integer NOT NULL,
	`met_left` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rebuilds` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`journey_id` integer,
	`wanted` text,
	`previous` text,
	`undoes` integer,
	`status` text NOT NULL,
	`cursor` integer NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`actor` text NOT NULL,
	`started_at` integer NOT NULL,
	`resumed_at` integer NOT NULL,
	`resumed_done` integer NOT NULL,
	`moved_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `rebuilt_visits` (
	`visit_id` integer PRIMARY KEY NOT NULL,
	`words` integer NOT NULL,
	`moves` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`weight` real,
	`knowledge` integer NOT NULL,
	`not_met` integer NOT NULL,
	`started_at` integer NOT NULL,
	`started_date_only` integer NOT NULL,
	`start_day` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`last_at` integer,
	`last_date_only` integer NOT NULL,
	`touched` integer NOT NULL,
	`rated` integer NOT NULL,
	`broken` integer NOT NULL,
	`repeated` integer NOT NULL,
	`out_of_order` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `score_days` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`a0` integer NOT NULL,
	`a1` integer NOT NULL,
	`a2` integer NOT NULL,
	`a3` integer NOT NULL,
	`a4` integer NOT NULL,
	`a5` integer NOT NULL,
	`a6` integer NOT NULL,
	`a7` integer NOT NULL,
	`a8` integer NOT NULL,
	`a9` integer NOT NULL,
	`a10` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `entry_channel_id`, `segment_id`, `channel_id`, `team_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `score_months` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`a0` integer NOT NULL,
	`a1` integer NOT NULL,
	`a2` integer NOT NULL,
	`a3` integer NOT NULL,
	`a4` integer NOT NULL,
	`a5` integer NOT NULL,
	`a6` integer NOT NULL,
	`a7` integer NOT NULL,
	`a8` integer NOT NULL,
	`a9` integer NOT NULL,
	`a10` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `entry_channel_id`, `segment_id`, `channel_id`, `team_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `score_weeks` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`touched` integer NOT NULL,
	`a0` integer NOT NULL,
	`a1` integer NOT NULL,
	`a2` integer NOT NULL,
	`a3` integer NOT NULL,
	`a4` integer NOT NULL,
	`a5` integer NOT NULL,
	`a6` integer NOT NULL,
	`a7` integer NOT NULL,
	`a8` integer NOT NULL,
	`a9` integer NOT NULL,
	`a10` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `moment_id`, `entry_channel_id`, `segment_id`, `channel_id`, `team_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `segments` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ko` text NOT NULL,
	`import_id` integer,
	`priority` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segments_key_unique` ON `segments` (`key`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`blocked_until` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` integer PRIMARY KEY NOT NULL,
	`journey_id` integer NOT NULL,
	`key` text NOT NULL,
	`visit_gap_ms` integer,
	`import_id` integer,
	FOREIGN KEY (`journey_id`) REFERENCES `journeys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_key` ON `sources` (`journey_id`,`key`);--> statement-breakpoint
CREATE TABLE `start_days` (
	`journey_id` integer NOT NULL,
	`start_day` integer NOT NULL,
	`changes` integer NOT NULL,
	`last_instant` integer,
	`last_date` integer,
	`weighted` integer NOT NULL,
	`late` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `start_day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ko` text NOT NULL,
	`import_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_key_unique` ON `teams` (`key`);--> statement-breakpoint
CREATE TABLE `touch_details` (
	`visit_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`resolution` integer,
	`seconds` integer,
	`rating_ref` text,
	PRIMARY KEY(`visit_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `touch_history` (
	`visit_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`moment_id` integer NOT NULL,
	`at` integer NOT NULL,
	`date_only` integer NOT NULL,
	`channel_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`answer` integer,
	`import_id` integer NOT NULL,
	`version` integer NOT NULL,
	`resolution` integer,
	`seconds` integer,
	`rating_ref` text,
	`comment` text,
	PRIMARY KEY(`visit_id`, `seq`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `user_teams` (
	`user_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	PRIMARY KEY(`user_id`, `team_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`sample` integer NOT NULL,
	`locale` text,
	`session_version` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `visit_claims` (
	`visit_id` integer NOT NULL,
	`n` integer NOT NULL,
	`import_id` integer NOT NULL,
	`at` integer NOT NULL,
	`date_only` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`segment_at` integer,
	`channel_id` integer NOT NULL,
	`started_at` integer,
	`started_date_only` integer NOT NULL,
	`customer` text,
	`weight` real,
	`attributes` text,
	`comment` text,
	`knowledge` integer NOT NULL,
	`not_met` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visit_days` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`visits` integer NOT NULL,
	`rated_visits` integer NOT NULL,
	`flawless` integer NOT NULL,
	`complete` integer NOT NULL,
	`cannot_tell` integer NOT NULL,
	`several` integer NOT NULL,
	`disordered` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visit_months` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`visits` integer NOT NULL,
	`rated_visits` integer NOT NULL,
	`flawless` integer NOT NULL,
	`complete` integer NOT NULL,
	`cannot_tell` integer NOT NULL,
	`several` integer NOT NULL,
	`disordered` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visit_patterns` (
	`journey_id` integer NOT NULL,
	`start_day` integer NOT NULL,
	`part` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`journey_id`, `start_day`, `part`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visit_weeks` (
	`journey_id` integer NOT NULL,
	`bucket` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`visits` integer NOT NULL,
	`rated_visits` integer NOT NULL,
	`flawless` integer NOT NULL,
	`complete` integer NOT NULL,
	`cannot_tell` integer NOT NULL,
	`several` integer NOT NULL,
	`disordered` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `bucket`, `segment_id`, `entry_channel_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `visits` (
	`id` integer PRIMARY KEY NOT NULL,
	`journey_id` integer NOT NULL,
	`source_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`import_id` integer,
	`segment_id` integer NOT NULL,
	`segment_at` integer,
	`claim_at` integer,
	`claim_date_only` integer NOT NULL,
	`claim_channel_id` integer NOT NULL,
	`explicit_start` integer NOT NULL,
	`customer` text,
	`weight` real,
	`attributes` text,
	`comment` text,
	`knowledge` integer NOT NULL,
	`not_met` integer NOT NULL,
	`started_at` integer NOT NULL,
	`started_date_only` integer NOT NULL,
	`start_day` integer NOT NULL,
	`entry_channel_id` integer NOT NULL,
	`last_at` integer,
	`last_date_only` integer NOT NULL,
	`touched` integer NOT NULL,
	`rated` integer NOT NULL,
	`broken` integer NOT NULL,
	`repeated` integer NOT NULL,
	`out_of_order` integer NOT NULL,
	`touches` blob
);
--> statement-breakpoint
CREATE INDEX `visits_start` ON `visits` (`journey_id`,`start_day`);--> statement-breakpoint
CREATE INDEX `visits_external` ON `visits` (`source_id`,`external_id`);--> statement-breakpoint
CREATE VIRTUAL TABLE `comment_words` USING fts5(`text`, content='comments', content_rowid='id', tokenize='trigram');--> statement-breakpoint
INSERT INTO `comment_words`(`comment_words`, `rank`) VALUES ('secure-delete', 1);--> statement-breakpoint
CREATE TRIGGER `comments_added` AFTER INSERT ON `comments` BEGIN INSERT INTO `comment_words`(`rowid`, `text`) VALUES (new.`id`, new.`text`); END;--> statement-breakpoint
CREATE TRIGGER `comments_removed` AFTER DELETE ON `comments` BEGIN INSERT INTO `comment_words`(`comment_words`, `rowid`, `text`) VALUES ('delete', old.`id`, old.`text`); END;