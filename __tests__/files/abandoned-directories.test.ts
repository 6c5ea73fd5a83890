import { join } from 'node:path';
import { abandonedDirectories } from '../../lib/files/abandoned-directories';
import { manifestFile } from '../../lib/files/manifest-file';
import { object } from '../manifests';
import { temporaryDirectory } from '../temporary-directory';

test('finds the directories of environments that the program no longer has', () => {
  const ours = manifestFile(object('Service'));
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
