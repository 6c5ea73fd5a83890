import { programText } from '../../../lib/adopt/program/program';
import { ranProgram } from '../../../lib/adopt/program/run-program';

const chart = (image: string) => ({
  id: 'shop',
  namespace: 'shop',
  secrets: [],
  constructs: [{ type: 'BackendWorker', id: 'web', props: { image, networkPolicy: false, replicas: 1 } } as const],
  objects: [],
});

test('returns what the text of a program renders, and its findings, and writes nothing', () => {
  const { manifests, findings } = ranProgram(programText({ name: 'all', charts: [chart('a:1')] }));
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'ServiceAccount shop/web',
    'Deployment shop/web',
  ]);
  expect(findings).toEqual([]);
  const wrong = ranProgram(programText({ name: 'all', charts: [chart('a')] }));
  expect(wrong.findings.map(({ path, at, want }) => `${path} ${at ?? ''} ${want}`)).toEqual([
    'shop/web image has no tag',
  ]);
});
