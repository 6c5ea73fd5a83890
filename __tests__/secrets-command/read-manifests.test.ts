import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifests } from '../../lib/secrets-command/read-manifests';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

describe('readManifests', () => {
  test('reads what kubectl apply -f reads: the YAML and JSON files of the directory itself, in the order of their names', () => {
    write('b.yaml', `${object('b1')}---\n---\n${object('b2')}`);
    write('a.yml', object('a'));
    write('c.json', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}');
    write('README.md', '# no manifest');
    mkdirSync(join(directory, 'staging'));
    write('staging/x.yaml', object('x'));
    expect(names()).toEqual(['a', 'b1', 'b2', 'c']);
  });

  test('reads the items of a List, and merge keys', () => {
    write(
      'list.yaml',
      'kind: List\napiVersion: v1\nitems:\n- &a {apiVersion: v1, kind: A, metadata: {name: one}}\n- {<<: *a, metadata: {name: two}}\n',
    );
    expect(names()).toEqual(['one', 'two']);
  });

  test('reports every file that is no manifest, at once', () => {
    write('a.yaml', 'a: [1\n');
    write('b.yaml', `${object('b')}---\njust text\n`);
    write('c.yaml', 'apiVersion: v1\nkind: A\nmetadata: { name: 7 }\n');
    expect(() => readManifests(directory)).toThrow(
      [
        '3 findings:',
        `[${directory}/a.yaml] is not YAML, deficient indentation at line 2; render it again`,
        `[${directory}/b.yaml] holds something else than a Kubernetes object, object 2; give it apiVersion, kind and metadata.name, or move the file away`,
        `[${directory}/c.yaml] holds something else than a Kubernetes object, object 1; give it apiVersion, kind and metadata.name, or move the file away`,
      ].join('\n'),
    );
  });

  test('says what to do where there is nothing', () => {
    expect(() => readManifests(directory)).toThrow(
      `[${directory}] holds no Kubernetes objects; render them first, with npm run synth`,
    );
    expect(() => readManifests(join(directory, 'none'))).toThrow(
      `[${directory}/none] cannot be read as a directory, ENOENT; render it first, with npm run synth`,
    );
  });
});

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

function names(): string[] {
  return readManifests(directory).map(({ manifest }) => manifest.metadata.name);
}
