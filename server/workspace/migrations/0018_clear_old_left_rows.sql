-- Until 0016 a row `left` was only remembered and shown to nobody; since then it is a change that ends a flag.
UPDATE OR REPLACE `job_change` SET `kind` = 'cleared', `key` = `connection` || ':' || `record_id` || ':' || `at` || ':cleared:'
WHERE `kind` = 'left' AND `verdict` IS NULL
  AND `noticed_at` < (SELECT `applied_at` + 1000 FROM `migration` WHERE `name` = '0016_keep_calibrations');--> statement-breakpoint
-- A flag that one of them ended is back, and written anew.
UPDATE `person` SET `flag_propensity` = NULL, `moved_at` = (SELECT max(`at`) FROM `job_change`
  WHERE `person_id` = `person`.`id` AND `kind` IN ('moved', 'left', 'title_changed') AND (`verdict` IS NULL OR `verdict` = 'confirmed'))
WHERE `moved_at` IS NOT NULL AND `id` IN (SELECT `person_id` FROM `job_change` WHERE `kind` = 'cleared')
  AND `moved_at` IS NOT (SELECT max(`at`) FROM `job_change`
    WHERE `person_id` = `person`.`id` AND `kind` IN ('moved', 'left', 'title_changed') AND (`verdict` IS NULL OR `verdict` = 'confirmed'));
