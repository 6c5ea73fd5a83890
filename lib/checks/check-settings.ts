import { FindingLevel, levelNames } from '../findings/finding';
import { nearName, referenceProblem } from '../findings/near-name';
import { quoted } from '../findings/problem';
import { object } from '../props/object';
import { record } from '../props/record';
import { custom, string } from '../props/scalar';
import { Decided, decided, optional, refine, Schema } from '../props/schema';
import { CheckFinding } from './check-manifests';
import { rules } from './rules';

/** The name of the file that has the settings of `check` for the folder that it is in, and for those below. */
export const settingsFile = '.cdk8s-backend.yaml';

/** The levels that the settings can give to a rule: those of findings, and `ignore` for a rule that does not run. */
export const ruleLevels = [...levelNames, 'ignore'] as const;

const ruleIds = rules.map(({ id }) => id);

const ruleId = refine(string(), (id) => referenceProblem(id, ruleIds, 'must name a rule'));

/** The settings of `check`. */
export const checkSettings = object(
  {
    /** The least serious finding that fails the command. `--fail-on` has precedence. @default 'error' */
    failOn: optional(oneLevel(levelNames), 'error'),
    /** The level of all findings of a rule; `ignore` leaves the rule out. @default - every rule has its own level */
    rules: record(ruleId, oneLevel(ruleLevels), {
      default: {},
      example: '{ require-restricted-pods: warning }, or leave it out',
    }),
  },
  { example: 'failOn: error' },
);

/** The settings of `check` for a folder. */
export type CheckSettings = Decided<typeof checkSettings>;

/** The settings without a file. */
export const noSettings: CheckSettings = decided(checkSettings, {});

/** Returns findings with the levels that the settings give to their rules. */
export function withLevels(findings: readonly CheckFinding[], settings: CheckSettings): readonly CheckFinding[] {
  return findings.map((finding) => {
    const level = finding.rule === undefined ? undefined : settings.rules[finding.rule.id];
    return level === undefined || level === 'ignore' ? finding : { ...finding, level };
  });
}

/** Returns the ids of the rules that the settings leave out. */
export function ignoredRules(settings: CheckSettings): readonly string[] {
  return ruleIds.filter((id) => settings.rules[id] === 'ignore');
}

// Other linters' words, and those that YAML 1.1 reads as false.
const wordsForIgnore: readonly unknown[] = [
  'off',
  'no',
  'none',
  'never',
  'disable',
  'disabled',
  'false',
  'skip',
  false,
];

function oneLevel<Level extends FindingLevel | 'ignore'>(levels: readonly Level[]): Schema<Level> {
  const wanted = levels.map(quoted).join(' or ');
  return custom<Level>(wanted, (value) => {
    if (levels.some((level) => level === value)) return undefined;
    const meant = wordsForIgnore.includes(value) ? 'ignore' : String(value);
    const near = levels.find((level) => level === meant) ?? nearName(meant, levels) ?? 'one of them';
    return { code: 'invalid-value', want: `must be ${wanted}`, got: quoted(value), write: `write ${near}` };
  });
}
