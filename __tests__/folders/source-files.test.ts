import { folderOf, isRead, isReadFolder, sourceFiles, yamlValue } from '../../lib/folders/source-files';
import { temporaryDirectory } from '../temporary-directory';

test('finds the files of a folder, and those below it only with recursive', () => {
  const folder = temporaryDirectory({ 'a.yaml': 'a', 'README.md': '', 'below/b.yaml': 'b', '.git/c.yaml': 'c' });
  expect([...sourceFiles(folder, false).keys()].sort()).toEqual(['README.md', 'a.yaml']);
  expect([...sourceFiles(folder, true).keys()].sort()).toEqual(['README.md', 'a.yaml', 'below/b.yaml']);
  expect(sourceFiles(folder, true).get('below/b.yaml')?.()).toBe('b');
});

test('takes one file for a source', () => {
  const folder = temporaryDirectory({ rendered: 'a' });
  expect([...sourceFiles(`${folder}/rendered`, false)].map(([path, text]) => [path, text()])).toEqual([['', 'a']]);
});

test('refuses a source that is not there', () => {
  expect(() => sourceFiles('no/such', false)).toThrow(
    '[no/such] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist',
  );
});

test('reads YAML and JSON of folders that are not hidden', () => {
  const paths = [
    '',
    'a.yaml',
    'a.yml',
    'a.json',
    'a.md',
    'Kustomization',
    'b/a.yaml',
    '.b/a.yaml',
    'b/node_modules/a.yaml',
  ];
  expect(paths.filter((path) => isRead(path, true))).toEqual(['', 'a.yaml', 'a.yml', 'a.json', 'b/a.yaml']);
  expect(paths.filter((path) => isRead(path, false))).toEqual(['', 'a.yaml', 'a.yml', 'a.json']);
  expect(['', 'a', 'a/.b'].map((folder) => isReadFolder(folder, true))).toEqual([true, true, false]);
});

test('names the folder of a path', () => {
  expect(['', 'a.yaml', 'a/b.yaml', 'a/b/c.yaml'].map(folderOf)).toEqual(['', '', 'a', 'a/b']);
});

test('reads the value of a file, and nothing of one that is empty or broken', () => {
  expect(['a: yes', '', 'a: ['].map((text) => yamlValue(() => text))).toEqual([{ a: true }, undefined, undefined]);
});
