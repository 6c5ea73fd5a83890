import { join } from 'node:path';
import { abandonedDirectories, entriesOf, isManifestFile, manifestFile, ownText } from '../../lib/files/manifest-file';
import { object } from '../manifests';
import { temporaryDirectory } from '../temporary-directory';

test('begins with a header that says whose file it is, and holds the object', () => {
  expect(manifestFile(object('ConfigMap', { data: { a: 'on' } })))
    .toBe(`# Rendered by cdk8s-backend. Change the program and render it again, not this file.
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  a: 'on'
`);
});

test('is known again, with Windows line ends too, and nothing else is', () => {
  const text = manifestFile(object('ConfigMap'));
  expect(isManifestFile('30-configmap-web.yaml', text)).toBe(true);
  expect(isManifestFile('30-configmap-web.yaml', text.replaceAll('\n', '\r\n'))).toBe(true);
  expect(isManifestFile('30-configmap-web.yaml', text.replace('# Rendered', '# Written'))).toBe(false);
  expect(isManifestFile('notes.md', text)).toBe(false);
});

const ours = manifestFile(object('ConfigMap'));
const directory = temporaryDirectory({ 'a.yaml': ours, 'b.yaml': 'kind: ConfigMap', 'c.md': ours });

test('lists a directory, and nothing for one that is not there', () => {
  expect(
    entriesOf(directory)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['a.yaml', 'b.yaml', 'c.md']);
  expect(entriesOf(join(directory, 'none'))).toEqual([]);
});

test('says why a directory cannot be read', () => {
  const path = join(directory, 'a.yaml');
  expect(() => entriesOf(path)).toThrow(`[${path}] cannot be read: not a directory (ENOTDIR)`);
});

test('reads the files that this library wrote, and no others', () => {
  expect(['a.yaml', 'b.yaml', 'c.md'].map((name) => ownText(join(directory, name)))).toEqual([
    ours,
    undefined,
    undefined,
  ]);
});

test('reads a file with CRLF line ends, as git can check it out, with LF', () => {
  const checkout = temporaryDirectory({ 'a.yaml': ours.replaceAll('\n', '\r\n') });
  expect(ownText(join(checkout, 'a.yaml'))).toBe(ours);
});

test('says why a file cannot be read', () => {
  const path = join(directory, 'gone.yaml');
  expect(() => ownText(path)).toThrow(`[${path}] cannot be read: no such file or directory (ENOENT)`);
});

test('finds the directories of environments that the program no longer has', () => {
  const outdir = temporaryDirectory({
    'a.yaml': ours,
    'staging/a.yaml': ours,
    'old/a.yaml': ours,
    'eu/old/a.yaml': ours,
    'by-hand/a.yaml': 'kind: Service',
    '.hidden/a.yaml': ours,
    'node_modules/a.yaml': ours,
  });
  expect(abandonedDirectories(outdir, [outdir, join(outdir, 'staging')]).sort()).toEqual([
    join(outdir, 'eu/old'),
    join(outdir, 'old'),
  ]);
});

test('finds none where there is no output yet', () => {
  expect(abandonedDirectories(join(temporaryDirectory(), 'dist'), [])).toEqual([]);
});
