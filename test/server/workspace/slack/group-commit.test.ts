import { describe, expect, test } from 'vitest';
import { GroupCommit } from '#server/workspace/slack/group-commit.ts';

describe('a group commit', () => {
  test('runs what waits in one turn, in the order it came, and gives each its own result', async () => {
    const commit = new GroupCommit();
    const turns: string[] = [];
    const results = ['a', 'b', 'c'].map((name) =>
      commit.run(() => {
        queueMicrotask(() => turns.push('between'));
        turns.push(name);
        return name.toUpperCase();
      }),
    );
    expect(turns).toEqual([]);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C']);
    expect(turns.slice(0, 3)).toEqual(['a', 'b', 'c']);
  });

  test('lets one fail without the others', async () => {
    const commit = new GroupCommit();
    const results = await Promise.allSettled([
      commit.run(() => 1),
      commit.run(() => {
        throw new Error('storage is gone');
      }),
      commit.run(() => 3),
    ]);
    expect(results).toMatchObject([{ value: 1 }, { reason: { message: 'storage is gone' } }, { value: 3 }]);
  });

  test('takes what comes while a turn runs into the next', async () => {
    const commit = new GroupCommit();
    const inner = await commit.run(() => commit.run(() => 'later'));
    expect(inner).toBe('later');
    expect(await commit.run(() => 'again')).toBe('again');
  });
});
