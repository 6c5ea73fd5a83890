import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { FindingsError } from '../../lib/findings/findings-error';
import { environmentInspection } from '../../lib/synth/environment-inspection';
import { textsOf } from '../problem-text';

const finding = { path: 'shop/db', code: 'unknown-reference', want: 'has no key "a"' };

function inspected(build: (app: App) => undefined, allowEmpty = false) {
  return environmentInspection({ name: 'staging', build }, { outdir: 'dist', withStack: false, allowEmpty });
}

test('renders the objects that the environment builds', () => {
  const { manifests, findings } = inspected((app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
    return undefined;
  });
  expect([manifests.map(({ kind }) => kind), findings]).toEqual([['ConfigMap'], []]);
});

test('takes findings that are thrown as they are', () => {
  const broken = inspected(() => {
    throw new FindingsError([finding]);
  });
  expect(broken).toEqual({ manifests: [], findings: [finding] });
});

test('reports an environment without objects, unless it may be empty', () => {
  expect(textsOf(inspected(() => undefined).findings)).toEqual([
    '[staging] renders no object, got an app without charts; put some in, or say --allow-empty to remove all files of the environment',
  ]);
  expect(inspected(() => undefined, true)).toEqual({ manifests: [], findings: [] });
});
