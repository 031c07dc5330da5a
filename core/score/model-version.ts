import type { ScoreModel } from './model.ts';

/** Where a model came from. */
export const MODEL_ORIGINS = ['default', 'edit', 'calibration', 'revert'] as const;
export type ModelOrigin = (typeof MODEL_ORIGINS)[number];

/** One model of a workspace: a draft, the one people are scored by, or one they were scored by before. */
export interface ModelVersion {
  id: string;
  /** Set when it was published; versions count from 1. */
  version: number | null;
  state: 'draft' | 'current' | 'past';
  model: ScoreModel;
  origin: ModelOrigin;
  /** The version it was drafted from; null for the first. */
  base: number | null;
  /** Why, in the words of whoever made it. */
  note: string;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  publishedBy: string | null;
  publishedAt: number | null;
}
