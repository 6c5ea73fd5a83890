// Writes into package.json and README.md where they are published from: the repository's pages, and absolute links to the files of a tag.
// usage: node scripts/stamp-repository.mjs https://HOST/OWNER/NAME TAG
import { readFileSync, writeFileSync } from 'node:fs';

const [url = '', tag = ''] = process.argv.slice(2);
if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(url) || !/^v\d+\.\d+\.\d+/.test(tag)) {
  console.error(`got ${JSON.stringify([url, tag])}; write https://HOST/OWNER/NAME and a tag, such as v1.2.0`);
  process.exit(64);
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const pages = {
  homepage: `${url}#readme`,
  bugs: `${url}/issues`,
  repository: { type: 'git', url: `git+${url}.git` },
};
writeFileSync('package.json', `${JSON.stringify({ ...manifest, ...pages }, null, 2)}\n`);
const readme = readFileSync('README.md', 'utf8');
writeFileSync(
  'README.md',
  readme.replace(
    /\]\((?!https?:|#)([^)#]*)(#[^)]*)?\)/g,
    (_, path, anchor = '') => `](${url}/blob/${tag}/${path}${anchor})`,
  ),
);
