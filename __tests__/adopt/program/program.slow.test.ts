import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilerProblems } from '../../compiler-problems';
import { adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const prettier = join(__dirname, '../../../node_modules/prettier/bin/prettier.cjs');
const sources = {
  tutorial: readFileSync(join(__dirname, '../../../examples/coming-from/user-admin.yaml'), 'utf8'),
  mixed: [
    deploymentText({
      ports: [{ containerPort: 8080 }],
      args: ['--greeting', "it's", '--quoted="yes"', 'x'.repeat(130)],
      env: [{ name: 'LINES', value: 'a\n  `b` ${c} \\d\n' }],
      envFrom: [{ configMapRef: { name: 'settings' } }],
      lifecycle: { postStart: { exec: { command: ['sh', '-c', 'echo'] } } },
    }),
    serviceText({ type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }),
    objectText('v1', 'ConfigMap', 'settings', { data: { 'a.b': 'one\ntwo\n', __proto: 'c', 'tab\t': 'd\u2028e' } }),
  ].join('\n---\n'),
};

test('programs compile, and are laid out as prettier does', () => {
  const programs = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, adoptionOf(source).text]));
  expect(compilerProblems(programs)).toEqual({ tutorial: [], mixed: [] });
  for (const text of Object.values(programs))
    expect(
      execFileSync(process.execPath, [prettier, '--stdin-filepath', 'main.ts'], { input: text, encoding: 'utf8' }),
    ).toBe(text);
});
