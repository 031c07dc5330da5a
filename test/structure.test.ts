import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '#server/config.ts';

/** What the linter cannot see: how files are named and laid out, and whether what we say of them is true. */
const root = join(import.meta.dirname, '..');
const MADE = new Set(['node_modules', '.git', '.wrangler', '.state', 'dist', '.shots']);
const files = filesBelow('.');
const sources = files.filter((file) => /\.(ts|tsx|js|mjs|cjs|css)$/.test(file));
const pages = files.filter((file) => file.endsWith('.md'));

/** Files of core with nothing to run that their neighbours' tests do not run in every line. */
const TESTED_BY: Record<string, { test: string; because: string }> = {
  'core/catalogue/check-price.ts': { test: 'catalogue/check-item', because: 'a part of it' },
  'core/catalogue/check-reach.ts': { test: 'catalogue/check-item', because: 'a part of it' },
  'core/catalogue/default-catalogue.ts': {
    test: 'catalogue/check-item',
    because: 'items that are checked there',
  },
  'core/catalogue/disclosure.ts': { test: 'catalogue/offer', because: 'who must say what, beside the offer' },
  'core/catalogue/item.ts': { test: 'catalogue/offer', because: 'a type, and one sum' },
  'core/tax/tax-class.ts': { test: 'tax/standing', because: 'a list, and who is in it' },
  'core/problem.ts': { test: 'reward/reward', because: 'two constructors of one line' },
  'core/time.ts': { test: 'score/decay', because: 'one constant' },
  'core/ask/dissatisfaction.ts': { test: 'ask/readiness', because: 'one of its gates' },
  'core/ask/newest.ts': { test: 'ask/readiness', because: 'how its gates look at signals' },
  'core/card/card.ts': { test: 'ask/readiness', because: 'types, and two lists of names' },
  'core/crm/crm.ts': { test: 'crm/flag', because: 'types, and an empty batch' },
  'core/fraud/disposable.ts': { test: 'fraud/screen', because: 'one of its rules' },
  'core/fraud/disposable-domains.ts': { test: 'fraud/screen', because: 'a list' },
  'core/fraud/hand.ts': { test: 'fraud/screen', because: 'two of its rules' },
  'core/fraud/rule.ts': { test: 'fraud/hold', because: 'the table of rules, and one sum of days' },
  'core/member/member.ts': { test: 'member/managing', because: 'a type' },
  'core/points/programme.ts': { test: 'points/check-programme', because: 'types, two numbers and one sum' },
  'core/policy/check-rule.ts': { test: 'policy/check-policy', because: 'the rules of what it checks' },
  'core/reward/payout.ts': { test: 'reward/reward', because: 'one key of one line' },
  'core/score/model.ts': { test: 'score/score', because: 'the numbers of the score' },
  'core/score/model-version.ts': { test: 'score/check-model', because: 'a type, and four names' },
  'core/score/preview.ts': { test: 'score/preview-tally', because: 'types' },
  'core/signal/catalogue.ts': { test: 'signal/signal', because: 'the table signals are checked against' },
  'core/signal/shapes.ts': { test: 'signal/signal', because: 'the shapes of the catalogue' },
};

describe('core', () => {
  it.each(below('core'))('%s has no clock, no chance, no waiting and no way out', (file) => {
    const impure =
      /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\b(async|await|Promise|fetch|setTimeout|crypto|process|console)\b/;
    expect(impure.exec(code(file))?.[0]).toBeUndefined();
  });

  it.each(below('core'))('%s has a test of its own, or one that is named here', (file) => {
    const { test, because } = TESTED_BY[file] ?? {
      test: file.replace(/^core\/|\.ts$/g, ''),
      because: 'it is its own',
    };
    expect(existsSync(join(root, `test/core/${test}.test.ts`)), because).toBe(true);
  });

  it('excuses no file that is gone or has a test by now', () => {
    for (const file of Object.keys(TESTED_BY)) {
      expect(files).toContain(file);
      expect(files).not.toContain(`test/${file.replace(/\.ts$/, '.test.ts')}`);
    }
  });
});

describe('the workspace', () => {
  // The rest of the folder is how these are made, and is tested through them.
  const nouns = [...code('server/workspace/workspace.ts').matchAll(/\bget (\w+)\(\)/g)].map(
    (match) => match[1] ?? '',
  );
  const tests = below('test/server/workspace')
    .filter((file) => file.endsWith('.test.ts'))
    .map(code);

  it('hands out nouns', () => {
    expect(nouns.length).toBeGreaterThan(5);
  });

  it.each(nouns)('has its %s called by a test', (noun) => {
    expect(tests.some((test) => new RegExp(String.raw`\b${noun}\s*\.\w+\(`).test(test))).toBe(true);
  });
});

describe('connectors', () => {
  const crms = readdirSync(join(root, 'connectors'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({ name }) => name);
  const rooms = ['index', 'client', 'oauth', 'schema', 'mapping', 'sync', 'webhook', 'write-back', 'errors'];

  it.each(crms.flatMap((crm) => rooms.map((room) => [crm, room])))(
    '%s has its %s where every CRM has it',
    (crm, room) => {
      const place = `connectors/${crm}/${room}`;
      expect(files.some((file) => file === `${place}.ts` || file.startsWith(`${place}/`))).toBe(true);
    },
  );
});

describe('every file', () => {
  it('has a name that says what is in it', () => {
    const vague = /(^|-)(utils?|helpers?|types?|managers?|misc|common|stuff)(\.|-|$)/;
    expect(files.filter((file) => vague.test(basename(file)))).toEqual([]);
  });

  it('can be read in one go: at most 250 lines of code', () => {
    const long = sources.filter(
      (file) =>
        code(file)
          .split('\n')
          .filter((line) => line.trim() !== '').length > 250,
    );
    expect(long).toEqual([]);
  });
});

describe('what we say of ourselves', () => {
  it.each(pages)('%s names only files that exist', (page) => {
    const told = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g), ...cited(page)].map(
      (match) => match[1] ?? '',
    );
    const missing = told.filter(
      (path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)),
    );
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s names only commands that exist', (page) => {
    const { scripts } = packageJson();
    const told = [...read(page).matchAll(/(?:`|^ {4})npm (?:run )?([a-z][\w:-]*)/gm)].map(
      (match) => match[1] ?? '',
    );
    const ours = told.filter((name) => !['install', 'ci'].includes(name));
    expect(ours.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('explains every variable the server reads, and no other', () => {
    const explained = Object.keys(parseEnv(read('.dev.vars.example')));
    expect(explained.toSorted()).toEqual(VARIABLES.toSorted());
  });
});

describe('what is said in two places is said the same', () => {
  it('pins every package to one exact version', () => {
    const { dependencies, devDependencies } = packageJson();
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('runs the Node it is pinned to', () => {
    expect(packageJson().devDependencies['node']).toBe(read('.node-version').trim());
  });

  it('serves locally what is deployed: the same day of the platform, the same flags', () => {
    const told = /^compatibility_date = "(.+)"$/m.exec(read('wrangler.toml'))?.[1];
    expect(told).toBeDefined();
    expect(read('bin/serve.ts')).toContain(`compatibilityDate: '${told}'`);
    const flags = /^compatibility_flags = \[(.+)\]$/m.exec(read('wrangler.toml'))?.[1]?.replaceAll('"', "'");
    expect(read('bin/serve.ts')).toContain(`compatibilityFlags: [${flags}]`);
  });
});

/** Paths in back quotes that begin with a folder of ours; patterns and placeholders name no one file. */
function cited(page: string): RegExpMatchArray[] {
  const folders = /`((?:\.?\/)?(?:bin|core|connectors|slack-app|server|test|docs)\/[^`\s]*)`/g;
  return [...read(page).matchAll(folders)].filter(([path]) => !/[<>*{}…]|\.\.\./.test(path));
}

function packageJson() {
  return JSON.parse(read('package.json')) as Record<
    'scripts' | 'dependencies' | 'devDependencies',
    Record<string, string>
  >;
}

function below(folder: string): string[] {
  return sources.filter((file) => file.startsWith(`${folder}/`));
}

/** A source without its comments. */
function code(file: string): string {
  return read(file).replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (MADE.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
