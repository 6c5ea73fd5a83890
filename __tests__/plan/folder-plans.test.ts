import { ManifestFolder } from '../../lib/folders/folder-manifests';
import { folderPlans } from '../../lib/plan/folder-plans';
import { object } from '../manifests';

const folder = (path: string, names: readonly string[], isBroken = false): ManifestFolder => ({
  path,
  manifests: names.map((name) => ({ manifest: object('ConfigMap', {}, { name }), file: '', lineOf: () => undefined })),
  findings: isBroken ? [{ path: 'a.yaml', code: 'cannot-read', want: 'is not YAML' }] : [],
  skipped: [],
});
const plans = (was: readonly ManifestFolder[], is: readonly ManifestFolder[]) =>
  folderPlans('a', '-', was, is).map(({ path, title, changes }) => [
    path,
    title,
    changes.map(({ action, object: { metadata } }) => `${action} ${metadata.name}`),
  ]);

test('compares each folder with its counterpart, and one without any with nothing', () => {
  expect(plans([folder('', ['x']), folder('old', ['y'])], [folder('', ['z'])])).toEqual([
    ['', 'a → standard input', ['added z', 'removed x']],
    ['old', 'a/old → standard input/old', ['removed y']],
  ]);
  expect(plans([], [])).toEqual([['', 'a → standard input', []]]);
});

test('takes nothing for added or removed that may be in a file that cannot be read', () => {
  expect(plans([folder('', ['x'])], [folder('', ['z'], true)])).toEqual([['', 'a → standard input', ['added z']]]);
});
