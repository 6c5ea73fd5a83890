import fs from 'node:fs';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ManifestDirectory, planDirectories } from '../../lib/files/directory-plan';
import { writeDirectories } from '../../lib/files/write-directories';
import { manifestFile } from '../../lib/files/manifest-file';
import { object } from '../manifests';
import { temporaryDirectory, tree } from '../temporary-directory';

const service = object('Service');
const settings = object('ConfigMap', { data: { a: '1' } });

/** An output directory from an earlier run, with files that are not ours. */
function earlier(): string {
  return temporaryDirectory({
    '30-configmap-web.yaml': manifestFile(object('ConfigMap')),
    '50-service-web.yaml': manifestFile(service),
    '75-deployment-old.yaml': manifestFile(object('Deployment')),
    'by-hand.yaml': 'kind: Service',
    'staging/75-deployment-old.yaml': manifestFile(object('Deployment')),
  });
}

function directories(outdir: string): ManifestDirectory[] {
  const manifests = [service, settings, object('ServiceAccount')];
  return ['', 'staging', 'eu/production'].map((name) => ({ directory: join(outdir, name), manifests }));
}

function write(outdir: string): void {
  writeDirectories(planDirectories(directories(outdir)));
}

afterEach(() => {
  jest.restoreAllMocks();
});

test('makes every directory hold its objects and nothing else of ours', () => {
  const outdir = earlier();
  write(outdir);
  const files = {
    '20-serviceaccount-web.yaml': manifestFile(object('ServiceAccount')),
    '30-configmap-web.yaml': manifestFile(settings),
    '50-service-web.yaml': manifestFile(service),
  };
  const inDirectory = (name: string) => Object.entries(files).map(([file, text]) => [name + file, text]);
  expect(tree(outdir)).toEqual({
    ...files,
    'by-hand.yaml': 'kind: Service',
    'eu/': '',
    'eu/production/': '',
    'staging/': '',
    ...Object.fromEntries([...inDirectory('eu/production/'), ...inDirectory('staging/')]),
  });
});

test('leaves a file alone that is as it should be', () => {
  const outdir = earlier();
  const before = statSync(join(outdir, '50-service-web.yaml'), { bigint: true });
  write(outdir);
  const after = statSync(join(outdir, '50-service-web.yaml'), { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
});

test('touches no directory that has nothing to change', () => {
  const outdir = earlier();
  write(outdir);
  const before = statSync(outdir, { bigint: true }).mtimeNs;
  write(outdir);
  expect(statSync(outdir, { bigint: true }).mtimeNs).toBe(before);
});

test('removes what a killed run left behind, and not what a running one works with', () => {
  const outdir = earlier();
  const dead = join(outdir, '.cdk8s-backend-2147483646-abcdef');
  const alive = join(outdir, `.cdk8s-backend-${process.ppid}-abcdef`);
  for (const each of [dead, alive]) fs.mkdirSync(each);
  write(outdir);
  expect([dead, alive].map((each) => fs.existsSync(each))).toEqual([false, true]);
});

describe.each([
  ['mkdirSync', 2],
  ['mkdtempSync', 3],
  ['writeFileSync', 8],
  ['renameSync', 11],
] as const)('when %s fails', (name, calls) => {
  /** Lets the call of this number fail, from 0; whether it came to that. */
  function failAt(call: number): { readonly failed: boolean } {
    const result = { failed: false };
    const original = fs[name] as (...args: unknown[]) => unknown;
    let made = 0;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      made += 1;
      if (made - 1 !== call) return original(...args);
      result.failed = true;
      throw new Error(`ENOSPC: no space left on device, ${name} 'somewhere'`);
    }) as never);
    return result;
  }

  test('leaves every directory as it was, whichever call it is', () => {
    let failures = 0;
    for (;;) {
      const outdir = earlier();
      const before = tree(outdir);
      const injected = failAt(failures);
      try {
        write(outdir);
      } catch (error) {
        expect(String(error)).toMatch(/\] cannot be written: no space left on device \(ENOSPC\); nothing was changed$/);
        expect(tree(outdir)).toEqual(before);
      }
      jest.restoreAllMocks();
      if (!injected.failed) break;
      failures += 1;
    }
    expect(failures).toBe(calls);
  });
});

test('says where the old files are if they cannot be put back', () => {
  const outdir = earlier();
  const rename = fs.renameSync;
  let calls = 0;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    calls += 1;
    if (calls > 1) throw new Error("EIO: i/o error, rename 'a' -> 'b'");
    rename(from, to);
  });
  expect(() => {
    write(outdir);
  }).toThrow(
    `[${outdir}] cannot be written: i/o error (EIO)\n` +
      `[${outdir}/75-deployment-old.yaml] cannot be put back: i/o error (EIO); what it was is in a directory .cdk8s-backend-*`,
  );
  const kept = Object.keys(tree(outdir)).filter((path) => path.endsWith('75-deployment-old.yaml.old'));
  expect(kept).toHaveLength(1);
});
