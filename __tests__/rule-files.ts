import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Rule } from '../lib/rules/rule';

// Objects come first: findings about their references often follow from them.
const rooms = ['objects', 'pods', 'references', 'network', 'secrets', 'quota'];

/** A rule's file, and the rule in it. */
export interface RuleFile {
  /** The path for an import from lib/checks. */
  readonly path: string;
  /** The name of the export: `uniqueEnv` for `unique-env.ts`. */
  readonly name: string;
  readonly rule: Rule;
}

/** Every rule of lib/rules in the order of the report: each room in the order of the names. */
export function ruleFiles(): RuleFile[] {
  return rooms.flatMap((room) =>
    readdirSync(join(__dirname, '../lib/rules', room))
      .map((file) => basename(file, '.ts'))
      .filter((id) => /^(require|unique|valid|no)-/.test(id))
      .sort()
      .map((id) => {
        const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are known when the test runs
        const { [name]: rule } = require(`../lib/rules/${room}/${id}`) as Record<string, Rule>;
        if (rule === undefined) throw new Error(`lib/rules/${room}/${id}.ts must export ${name}`);
        return { path: `../rules/${room}/${id}`, name, rule };
      }),
  );
}
