import { App, Chart } from 'cdk8s';
import { render } from '../../lib/synth/render';
import { TenantNamespace } from '../../lib/tenant/tenant';
import { refusal, rendered, yaml } from '../rendered';

test('is a namespace that admits only pods that meet Pod Security restricted', () => {
  expect(yaml(rendered((chart) => new TenantNamespace(chart, 'tenant')))).toMatchSnapshot();
});

test('has a quota and container defaults on request', () => {
  const manifests = rendered(
    (chart) =>
      new TenantNamespace(chart, 'tenant', {
        quota: { 'requests.cpu': '4000m', pods: '50' },
        containerDefaults: { requests: { cpu: '100m' }, limits: { memory: '256Mi' } },
      }),
  );
  expect(yaml(manifests.slice(1))).toMatchSnapshot();
});

test('refuses a chart without a namespace', () => {
  const app = new App();
  new TenantNamespace(new Chart(app, 'shop'), 'tenant');
  expect(() => render(app)).toThrow(
    '[shop] namespace must be set, got none; write super(scope, id, { namespace: "user-admin" }) in the chart',
  );
});

test('refuses amounts that are none', () => {
  expect(refusal((chart) => new TenantNamespace(chart, 'tenant', { quota: { pods: 'many' } }))).toContain(
    '[shop/tenant] quota["pods"] must be a quantity, got "many"; write "10" or "4Gi"',
  );
});

test.each<[unknown, string]>([
  ['small', 'props must be an object, got "small"; write { quota }'],
  [{ quotas: {} }, 'quotas is no prop of a TenantNamespace; write "quota"'],
  [{ quota: 'small' }, 'quota must be an object, got "small"; write { pods: "50" }'],
  [{ quota: { pods: 50 } }, 'quota["pods"] must be a string, got 50; write "50"'],
  [{ containerDefaults: { cpu: '1' } }, 'containerDefaults.cpu is unknown; write one of requests, limits'],
  [{ kubernetes: 1.3 }, 'kubernetes must be a string, got 1.3; write "1.30"'],
])('refuses %j', (props, message) => {
  expect(refusal((chart) => new TenantNamespace(chart, 'tenant', props as object))).toContain(
    `[shop/tenant] ${message}`,
  );
});
