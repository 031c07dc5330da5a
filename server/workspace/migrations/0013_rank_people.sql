ALTER TABLE `person` ADD `rank_overall` real;--> statement-breakpoint
ALTER TABLE `person` ADD `rank_word_of_mouth` real;--> statement-breakpoint
ALTER TABLE `person` ADD `rank_promotion` real;--> statement-breakpoint
ALTER TABLE `person` ADD `rank_loyalty` real;--> statement-breakpoint
ALTER TABLE `person` ADD `rank_protection` real;--> statement-breakpoint
ALTER TABLE `person` ADD `rank_feedback` real;--> statement-breakpoint
-- Everybody was scored by the model every workspace begins with: its half-lives (milliseconds), weights and caps of 100.
-- The bound of the balance is looser than the one written with a score, and as true: it ages every pillar by two years a half.
UPDATE person SET
  rank_word_of_mouth = CASE WHEN word_of_mouth_v >= 50.0 THEN log2(word_of_mouth_v) + word_of_mouth_at / 31536000000.0 END,
  rank_promotion = CASE WHEN promotion_v >= 50.0 THEN log2(promotion_v) + promotion_at / 31536000000.0 END,
  rank_loyalty = CASE WHEN loyalty_v >= 50.0 THEN log2(loyalty_v) + loyalty_at / 15552000000.0 END,
  rank_protection = CASE WHEN protection_v >= 50.0 THEN log2(protection_v) + protection_at / 31536000000.0 END,
  rank_feedback = CASE WHEN feedback_v >= 50.0 THEN log2(feedback_v) + feedback_at / 15552000000.0 END,
  rank_overall = CASE WHEN
    30.0 * max(0.0, coalesce(word_of_mouth_v, 0.0))
    + 15.0 * max(0.0, coalesce(promotion_v, 0.0))
    + 25.0 * max(0.0, coalesce(loyalty_v, 0.0))
    + 10.0 * max(0.0, coalesce(protection_v, 0.0))
    + 20.0 * max(0.0, coalesce(feedback_v, 0.0)) >= 1750.0
    THEN log2((
    30.0 * max(0.0, coalesce(word_of_mouth_v, 0.0)) * pow(2.0, coalesce(word_of_mouth_at, 0) / 63072000000.0)
    + 15.0 * max(0.0, coalesce(promotion_v, 0.0)) * pow(2.0, coalesce(promotion_at, 0) / 63072000000.0)
    + 25.0 * max(0.0, coalesce(loyalty_v, 0.0)) * pow(2.0, coalesce(loyalty_at, 0) / 63072000000.0)
    + 10.0 * max(0.0, coalesce(protection_v, 0.0)) * pow(2.0, coalesce(protection_at, 0) / 63072000000.0)
    + 20.0 * max(0.0, coalesce(feedback_v, 0.0)) * pow(2.0, coalesce(feedback_at, 0) / 63072000000.0)) / 70.0) END;
--> statement-breakpoint
CREATE INDEX `person_by_rank` ON `person` (`rank_overall`) WHERE rank_overall IS NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_word_of_mouth` ON `person` (`rank_word_of_mouth`) WHERE rank_word_of_mouth IS NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_promotion` ON `person` (`rank_promotion`) WHERE rank_promotion IS NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_loyalty` ON `person` (`rank_loyalty`) WHERE rank_loyalty IS NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_protection` ON `person` (`rank_protection`) WHERE rank_protection IS NOT NULL;--> statement-breakpoint
CREATE INDEX `person_by_feedback` ON `person` (`rank_feedback`) WHERE rank_feedback IS NOT NULL;