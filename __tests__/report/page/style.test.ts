import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const style = readFileSync(join(__dirname, '../../../lib/report/page/report.css'), 'utf8');
const [light = '', dark = ''] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block);
const colors = (block: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', color = '']) => [name, color]),
  );
const modes = [['light', colors(light)] as const, ['dark', colors(dark)] as const];

const texts = 'text quiet link good changed bad'.split(' ');
const lines = 'strong-line request connection secret service workload database volume focus'.split(' ');

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one = '', other = ''): number {
  const [more = 0, less = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(modes)('has a contrast of 4.5 for text, and of 3 for lines, in %s', (_, known) => {
  const pairs = (names: readonly string[], behind: readonly string[], least: number) =>
    names.flatMap((name) =>
      behind
        .filter((ground) => !(contrast(known[name], known[ground]) >= least))
        .map((ground) => `${name} on ${ground}`),
    );
  expect(pairs(texts, ['page', 'card'], 4.5)).toEqual([]);
  expect([...pairs(['text', 'quiet', 'link'], ['soft', 'mark'], 4.5), ...pairs(['bad'], ['soft'], 4.5)]).toEqual([]);
  expect(pairs(lines, ['card'], 3)).toEqual([]);
});
