ALTER TABLE `reward` ADD `reported_by` text;--> statement-breakpoint
ALTER TABLE `signal` ADD `reported_by` text;--> statement-breakpoint
UPDATE `signal` SET `reported_by` = CASE
  WHEN substr(`source`, 9, instr(`source`, ' in ') - 9) LIKE '%@%' THEN substr(`source`, 9, instr(`source`, ' in ') - 9)
  ELSE substr(`key`, 6, instr(substr(`key`, 6), ':')
    + instr(substr(`key`, 6 + instr(substr(`key`, 6), ':')), ':')
    + instr(substr(`key`, 6 + instr(substr(`key`, 6), ':') + instr(substr(`key`, 6 + instr(substr(`key`, 6), ':')), ':')), ':') - 1)
  END WHERE `key` LIKE 'card:%' AND `source` LIKE 'Told by % in %';--> statement-breakpoint
UPDATE `reward` SET `reported_by` = (SELECT `reported_by` FROM `signal` WHERE 'rule:' || `signal`.`key` = `reward`.`key`)
  WHERE `key` LIKE 'rule:card:%';
