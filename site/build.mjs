// Builds the site into dist/: pages out of the repository's files, each with its Markdown beside it, and llms.txt.
// usage: [REPOSITORY=https://HOST/OWNER/NAME/blob/TAG] [BASE=/cdk8s-backend/] node build.mjs
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vitepress';
import { siteGroups } from './pages.mjs';

const here = import.meta.dirname;
const groups = siteGroups(process.env.REPOSITORY);

rmSync(join(here, 'pages'), { recursive: true, force: true });
writeAll(join(here, 'pages'));
await build(here);
writeAll(join(here, 'dist'));
writeFileSync(join(here, 'dist/llms.txt'), overview());

function writeAll(folder) {
  for (const { path, text } of groups.flatMap(({ pages }) => pages)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The pages as https://llmstxt.org wants them. */
function overview() {
  const { name, description } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'));
  const lists = groups.map(
    ({ group, pages }) => `## ${group}\n\n${pages.map(({ title, path }) => `- [${title}](${path})`).join('\n')}\n`,
  );
  return `# ${name}\n\n> ${description}\n\n${lists.join('\n')}`;
}
