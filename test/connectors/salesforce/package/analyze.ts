import { join } from 'node:path';
import {
  CodeAnalyzer,
  CodeAnalyzerConfig,
  EventType,
  LogLevel,
  SeverityLevel,
  type LogEvent,
} from '@salesforce/code-analyzer-core';
import { PACKAGE } from './place.ts';

/** What Code Analyzer says of the project: `node analyze.ts eslint regex` writes it as JSON. */
export interface Analysis {
  engines: string[];
  rules: number;
  files: number;
  /** Each as `High pmd ApexCRUDViolation: Class.cls:12 message`. */
  violations: string[];
  /** What an engine could not do. */
  errors: string[];
}

const PLUGINS: Record<
  string,
  () => Promise<Pick<typeof import('@salesforce/code-analyzer-regex-engine'), 'createEnginePlugin'>>
> = {
  eslint: () => import('@salesforce/code-analyzer-eslint-engine'),
  pmd: () => import('@salesforce/code-analyzer-pmd-engine'),
  regex: () => import('@salesforce/code-analyzer-regex-engine'),
};

/** What a project is held to before it may be listed. */
const TAGS = ['Recommended', 'AppExchange', 'Security'];

process.stdout.write(JSON.stringify(await analyze(process.argv.slice(2))));

async function analyze(engines: string[]): Promise<Analysis> {
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromFile(join(PACKAGE, 'code-analyzer.yml')));
  const errors: string[] = [];
  analyzer.onEvent<LogEvent>(EventType.LogEvent, ({ logLevel, message }) => {
    if (logLevel === LogLevel.Error) errors.push(message);
  });
  for (const engine of engines) {
    const plugin = await PLUGINS[engine]?.();
    if (plugin !== undefined) await analyzer.addEnginePlugin(plugin.createEnginePlugin());
  }
  const workspace = await analyzer.createWorkspace([PACKAGE]);
  const selectors = engines.flatMap((engine) => TAGS.map((tag) => `${engine}:${tag}`));
  const rules = await analyzer.selectRules(selectors, { workspace });
  const results = await analyzer.run(rules, { workspace });
  return {
    engines: rules.getEngineNames(),
    rules: rules.getCount(),
    files: (await workspace.getTargetedFiles()).length,
    violations: results.getViolations().map((violation) => {
      const rule = violation.getRule();
      const place = violation.getPrimaryLocation();
      const file = place.getFile()?.slice(PACKAGE.length + 1);
      return `${SeverityLevel[rule.getSeverityLevel()]} ${rule.getEngineName()} ${rule.getName()}: ${file}:${place.getStartLine()} ${violation.getMessage()}`;
    }),
    errors,
  };
}
