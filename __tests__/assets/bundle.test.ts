import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundles } from '../../assets/bundle';
import { version } from '../../package.json';

const directory = join(__dirname, '../../assets');
const names = ['agent.js', 'jobs.js'] as const;

function committed(name: string): string {
  return readFileSync(join(directory, name), 'utf8');
}

test('holds what the sources give: `npm run bundle` changes nothing', () => {
  expect(readdirSync(directory).filter((name) => name.endsWith('.js'))).toEqual([...names]);
  expect(bundles()).toEqual(Object.fromEntries(names.map((name) => [name, committed(name)])));
});

test.each(names)(
  '%s is a file for people: version and hash on top, the source of each part, and no other comment',
  (name) => {
    const text = committed(name);
    const [banner = '', ...rest] = text.split('\n');
    expect(banner).toMatch(
      new RegExp(`^// cdk8s-backend ${version}, ${name} [0-9a-f]{16}, bundled from lib/mongo/agent$`),
    );
    expect(rest.filter((line) => /^\s*(\/\/|\/?\*)/.test(line) && !/^\/\/ [\w/-]+\.ts$/.test(line))).toEqual([]);
    expect(Math.max(...rest.map((line) => line.length))).toBeLessThan(300);
  },
);

test.each(names)('%s loads nothing but modules of Node, each once', (name) => {
  const modules = [...committed(name).matchAll(/require\("([^"]*)"\)/g)].map(([, module = '']) => module);
  expect(modules.filter((module) => !module.startsWith('node:'))).toEqual([]);
  expect(new Set(modules).size).toBe(modules.length);
});

test.each(names)('%s is small enough for a ConfigMap that people read, and that has no other program', (name) => {
  expect(Buffer.byteLength(committed(name))).toBeLessThan(64_000);
});
