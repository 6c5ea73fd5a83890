import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { contents } from './contents.mjs';
import { anchorOf, headingsOf, withLinks } from './markdown.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Returns the groups of the sidebar with their pages: path, title and Markdown. Links between files of the repository lead to their pages, and
 * those to other files to `repository`, such as https://git.example.com/shop/cdk8s-backend/blob/main; without it, their text stays.
 * Throws with every link that leads nowhere.
 */
export function siteGroups(repository) {
  const groups = contents.map(({ group, files }) => ({ group, pages: files.flatMap(pagesOf) }));
  const pages = groups.flatMap((each) => each.pages);
  const broken = [];
  const linked = (page) =>
    withLinks(page.text, (target) => {
      const [path = '', anchor = ''] = target.split('#');
      const file = path === '' ? page.file : normalize(join(dirname(page.file), path)).replace(/\/$/, '');
      const found = pages.filter((each) => each.file === file || each.file === `${file}/README.md`);
      const to = anchor === '' ? found[0] : found.find(({ anchors }) => anchors.has(anchor));
      if (to !== undefined) return `/${to.path}${anchor === '' ? '' : `#${anchor}`}`;
      if (found.length > 0 || !existsSync(join(root, file))) broken.push(`${page.file}: ${target}`);
      return repository === undefined ? undefined : `${repository}/${file}`;
    });
  const result = groups.map((each) => ({
    ...each,
    pages: each.pages.map((page) => ({ path: page.path, title: page.title, text: linked(page) })),
  }));
  if (broken.length > 0) throw new Error(`links that lead nowhere:\n${broken.join('\n')}`);
  return result;
}

function pagesOf(file) {
  if (file.endsWith('/'))
    return readdirSync(join(root, file))
      .filter((name) => name !== 'README.md')
      .sort()
      .flatMap((name) => pagesOf(`${file}${name}`));
  const text = readFileSync(join(root, file), 'utf8');
  if (file === 'API.md') return referencePages(file, text);
  const path = file
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md')
    .toLowerCase();
  return [page(file, path, text)];
}

/** One page for each heading of the second level, which has the constructs of one kind. */
function referencePages(file, text) {
  const [introduction = '', ...sections] = text.split(/^## /m);
  const pages = sections.map((section) => {
    const [title = ''] = section.split('\n');
    return page(file, `reference/${anchorOf(title)}.md`, `# ${section.replace(/^###/gm, '##')}`);
  });
  const list = pages.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join('\n');
  return [{ ...page(file, 'reference/index.md', introduction), text: `${introduction}${list}\n` }, ...pages];
}

function page(file, path, text) {
  const headings = headingsOf(text);
  const title = headings[0].heading.replaceAll('`', '');
  return { file, path, title, text, anchors: new Set(headings.map(({ anchor }) => anchor)) };
}
