// Dates the changelog's section of the version in package.json; `npm version` runs it before it commits.
// usage: node scripts/date-changelog.mjs [YYYY-MM-DD], today by default
import { readFileSync, writeFileSync } from 'node:fs';

const [date = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const heading = `## ${version} – unreleased\n`;
if (changelog.split(heading).length !== 2) {
  console.error(`CHANGELOG.md must have one section "${heading.trim()}"; name what is unreleased after the version`);
  process.exitCode = 1;
} else writeFileSync('CHANGELOG.md', changelog.replace(heading, `## ${version} – ${date}\n`));
