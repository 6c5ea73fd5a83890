import { counted } from '../../findings/counted';
import {
  Finding,
  findingPlace,
  findingStatement,
  findingText,
  isRuleId,
  levelNames,
  ofLevel,
} from '../../findings/finding';
import { groupedBy } from '../../props/map';
import { CheckReport } from './check-report';

// The next ones of a rule teach nothing new: one run of `--rule` has them all.
const mostObjects = 10;

const headings = { error: 'finding', warning: 'warning', note: 'note' } as const;

/**
 * Returns the findings of a report as text: those of an object together, and of each rule those about the first ten objects, unless the run
 * is of named rules alone. A heading counts all of a level.
 */
export function findingsText({ findings, only }: CheckReport): string {
  return levelNames
    .map((level) => {
      const found = ofLevel(level, findings);
      const rest = new Set(only.length > 0 ? [] : beyondTheFirst(found));
      const shown = found.filter((finding) => !rest.has(finding));
      return found.length === 0
        ? ''
        : `${counted(found.length, headings[level])}:\n${objectBlocks(shown)}${restLines([...rest])}`;
    })
    .join('');
}

/** Returns the last line of a report: the numbers of objects and files, and of findings by level and rule. */
export function summaryText({ objects, files, findings, hidden, only, ignored }: CheckReport): string {
  const levels = levelNames.flatMap((level) => {
    const found = ofLevel(level, [...findings, ...hidden]);
    const advice = level === 'note' && hidden.length > 0 ? ': --notes shows them' : '';
    return found.length === 0 ? [] : `${counted(found.length, level)} (${countsByCode(found)})${advice}`;
  });
  const by = only.length === 0 ? '' : ` by ${only.join(', ')}`;
  return `${[
    `${counted(objects, 'object')} in ${counted(files, 'file')}`,
    ...(ofLevel('error', findings).length === 0 ? [`no finding${by}`] : []),
    ...(ignored.length === 0 ? [] : [`without ${ignored.join(', ')}`]),
    ...levels,
  ].join(', ')}\n`;
}

function objectBlocks(findings: readonly Finding[]): string {
  return [...groupedBy(findings, (finding) => [findingPlace(finding)])]
    .map(([place, [first, ...others]]) =>
      others.length === 0
        ? `${findingText(first)}\n`
        : `${place}\n${[first, ...others].map((finding) => `  ${findingStatement(finding)}\n`).join('')}`,
    )
    .join('');
}

/**
 * Returns the findings of rules about objects that are not among the first of any rule. Of an object that is printed, all is printed: a
 * part would look like the whole.
 */
function beyondTheFirst(findings: readonly Finding[]): readonly Finding[] {
  const ofRules = findings.filter(({ code }) => isRuleId(code));
  const first = [...groupedBy(ofRules, ({ code }) => [code]).values()].flatMap((found) =>
    [...new Set(found.map(findingPlace))].slice(0, mostObjects),
  );
  const shown = new Set(first);
  return ofRules.filter((finding) => !shown.has(findingPlace(finding)));
}

function restLines(rest: readonly Finding[]): string {
  return [...groupedBy(rest, ({ code }) => [code])]
    .map(([code, found]) => {
      const objects = new Set(found.map(findingPlace)).size;
      return `… and ${counted(found.length, 'more finding')} about ${counted(objects, 'object')} (${code}): --rule ${code} shows all\n`;
    })
    .join('');
}

/** Returns how many findings each rule has, the most first: `20 valid-fields, 10 unique-env`; of one rule its id alone. */
function countsByCode(findings: readonly Finding[]): string {
  const counts = [...groupedBy(findings, ({ code }) => [code])].map(([code, found]) => [found.length, code] as const);
  if (counts.length === 1) return counts[0]?.[1] ?? '';
  return counts
    .sort(([one], [other]) => other - one)
    .map(([count, code]) => `${count} ${code}`)
    .join(', ');
}
