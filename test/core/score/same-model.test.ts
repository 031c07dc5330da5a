import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { isSameModel } from '#core/score/same-model.ts';
import { anyModel } from './models.ts';

type Tree = { [name: string]: Tree | number };

/** The same numbers in another order. */
const turned = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree)
      .toReversed()
      .map(([name, value]) => [name, typeof value === 'number' ? value : turned(value)]),
  );

/** Every model that differs in one number. */
const changed = (tree: Tree): Tree[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    (typeof value === 'number' ? [value + 1] : changed(value)).map((other) => ({ ...tree, [name]: other })),
  );

const asTree = (model: ScoreModel) => JSON.parse(JSON.stringify(model)) as Tree;
const asModel = (tree: Tree) => tree as unknown as ScoreModel;

test('a model is itself in any order of its numbers', () => {
  fc.assert(fc.property(anyModel, (model) => isSameModel(model, asModel(turned(asTree(model))))));
});

test('a model with any one number changed is another', () => {
  const others = changed(asTree(DEFAULT_MODEL));
  expect(others.length).toBeGreaterThan(50);
  for (const other of others) expect(isSameModel(DEFAULT_MODEL, asModel(other))).toBe(false);
});
