import {
  ApexErrorListener,
  ApexParserBaseListener,
  ApexParserFactory,
  ApexParseTreeWalker,
} from '@apexdevtools/apex-parser';
import { describe, expect, it } from 'vitest';
import { apexClasses } from './place.ts';

class Errors extends ApexErrorListener {
  readonly found: string[] = [];

  apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push(`${line}:${column} ${message}`);
  }
}

interface Text {
  getText(): string;
}

/** What a class asks of the database and changes there, without white space. */
class Statements extends ApexParserBaseListener {
  readonly queries: string[] = [];
  readonly changes: string[] = [];

  enterSoqlLiteral = (context: Text): void => void this.queries.push(context.getText());
  enterInsertStatement = (context: Text): void => void this.changes.push(context.getText());
  enterUpdateStatement = (context: Text): void => void this.changes.push(context.getText());
  enterUpsertStatement = (context: Text): void => void this.changes.push(context.getText());
  enterDeleteStatement = (context: Text): void => void this.changes.push(context.getText());
  enterUndeleteStatement = (context: Text): void => void this.changes.push(context.getText());
  enterMergeStatement = (context: Text): void => void this.changes.push(context.getText());
}

const classes = apexClasses();
const tested = classes.filter(({ source }) => !/@IsTest/i.test(source));
const tests = classes.filter(({ source }) => /@IsTest/i.test(source));

function parse(source: string): { errors: string[]; statements: Statements } {
  const errors = new Errors();
  const statements = new Statements();
  const tree = ApexParserFactory.createLexerAndParser(source, errors).parser.compilationUnit();
  ApexParseTreeWalker.DEFAULT.walk(statements, tree);
  return { errors: errors.found, statements };
}

describe('every class', () => {
  it.each(classes)('$name parses', ({ source }) => {
    expect(parse(source).errors).toEqual([]);
  });

  it('would not parse with a mistake in it', () => {
    expect(parse('public class Broken { void go() { return }').errors).not.toEqual([]);
  });

  it.each(classes)('$name heeds sharing', ({ source }) => {
    expect(source).toMatch(/^(public|private) with sharing class \w+/m);
    expect(source).not.toMatch(/without sharing|inherited sharing/i);
  });

  it.each(classes)('$name sees all data in no test', ({ source }) => {
    expect(source).not.toMatch(/SeeAllData/i);
  });
});

describe('what is not a test', () => {
  it.each(tested)('$name asks only as the user, never by a text made up at run time', ({ source }) => {
    const { queries } = parse(source).statements;
    expect(queries.filter((query) => !/withuser_mode/i.test(query))).toEqual([]);
    expect(source).not.toMatch(/Database\.(query|countQuery|getQueryLocator)|Search\.query/i);
  });

  it('is seen to ask: the record before the card is asked for', () => {
    const record = tested.find(({ name }) => name === 'AdvocacyRecord.cls');
    expect(parse(record?.source ?? '').statements.queries).toHaveLength(4);
  });

  it('hands on no card before the people in it were held against sharing', () => {
    const people = tested.find(({ name }) => name === 'AdvocacyVisiblePeople.cls');
    const queries = parse(people?.source ?? '').statements.queries;
    expect(queries.map((query) => /FROM(\w+?)WHERE/i.exec(query)?.[1])).toEqual(['Contact', 'Lead']);
    const controller = tested.find(({ name }) => name === 'AdvocacyCardController.cls')?.source ?? '';
    expect(controller.match(/GroundswellClient\.(getCard|perform)\(/g)).toHaveLength(2);
    expect(controller.match(/AdvocacyVisiblePeople\.only\(/g)).toHaveLength(2);
  });

  it('changes nothing but the setting that holds the secret', () => {
    const changes = tested.flatMap(({ source }) => parse(source).statements.changes);
    expect(changes).toEqual(['upsertassystemsettings;']);
    expect(tested.filter(({ source }) => /Database\.(insert|update|upsert|delete)/i.test(source))).toEqual(
      [],
    );
  });

  it.each(tested)('$name writes nothing to the log, where others could read it', ({ source }) => {
    expect(source).not.toMatch(/System\.debug/i);
  });

  it.each(tested)('$name has a test class that calls it', ({ name }) => {
    const tester = tests.find((test) => test.name === name.replace('.cls', 'Test.cls'));
    expect(tester?.source).toContain(name.replace('.cls', ''));
  });

  it.each(tested)('$name has every method of its face called by a test', ({ name, source }) => {
    const methods = [...source.matchAll(/^ {2}public (?:static )?[\w<>, ]+ (\w+)\(/gm)].map(
      ([, method]) => method,
    );
    const all = tests.map((test) => test.source).join('\n');
    expect(
      methods.filter((method) => !all.includes(`${method}(`)),
      name,
    ).toEqual([]);
  });
});

describe('every test', () => {
  it.each(tests.filter(({ name }) => name.endsWith('Test.cls')))(
    '$name asserts in each of its methods',
    ({ source }) => {
      const methods = source.split(/^ {2}@IsTest$/m).slice(1);
      expect(methods.length).toBeGreaterThan(1);
      expect(methods.filter((method) => !method.includes('Assert.'))).toEqual([]);
    },
  );
});
