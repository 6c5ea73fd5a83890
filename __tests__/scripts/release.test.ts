import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../temporary-directory';

const manifest = { name: 'a', version: '1.2.0' };
const changelog = '# Changelog\n\n## 1.2.0 – unreleased\n\n- b\n\n## 1.1.0 – 2026-01-01\n';
const readme = '[docs](docs/a.md#b), [API](API.md), [here](#here), [kind](https://kind.sigs.k8s.io/)\n';
const files = { 'package.json': JSON.stringify(manifest), 'CHANGELOG.md': changelog, 'README.md': readme };

function ran(script: string, folder: string, ...args: readonly string[]) {
  const path = join(__dirname, '../../scripts', script);
  const { status, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stderr };
}

test('a version has its date in the changelog', () => {
  const folder = temporaryDirectory(files);
  expect(ran('date-changelog.mjs', folder, '2026-02-03')).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(
    changelog.replace('1.2.0 – unreleased', '1.2.0 – 2026-02-03'),
  );
});

test('a version without a section of its own is refused, and the changelog stays as it is', () => {
  const folder = temporaryDirectory({ ...files, 'package.json': JSON.stringify({ ...manifest, version: '1.3.0' }) });
  expect(ran('date-changelog.mjs', folder)).toEqual({
    status: 1,
    stderr: 'CHANGELOG.md must have one section "## 1.3.0 – unreleased"; name what is unreleased after the version\n',
  });
  expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(changelog);
});

test('what is published says where it comes from, with links that lead there from anywhere', () => {
  const folder = temporaryDirectory(files);
  const url = 'https://git.example.com/shop/cdk8s-backend';
  expect(ran('stamp-repository.mjs', folder, url, 'v1.2.0')).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toEqual({
    ...manifest,
    homepage: `${url}#readme`,
    bugs: `${url}/issues`,
    repository: { type: 'git', url: `git+${url}.git` },
  });
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(
    `[docs](${url}/blob/v1.2.0/docs/a.md#b), [API](${url}/blob/v1.2.0/API.md), [here](#here), [kind](https://kind.sigs.k8s.io/)\n`,
  );
});

test('an address of another form is refused', () => {
  const folder = temporaryDirectory(files);
  expect(ran('stamp-repository.mjs', folder, 'git@example.com:a/b', '1.2.0')).toEqual({
    status: 64,
    stderr: 'got ["git@example.com:a/b","1.2.0"]; write https://HOST/OWNER/NAME and a tag, such as v1.2.0\n',
  });
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(files['package.json']);
});
