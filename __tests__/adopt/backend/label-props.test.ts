import { adoptedProps, deploymentText, objectText, serviceText } from '../adopted';

test('says the selector that is not the own one of the construct, and no label that charts set by convention', () => {
  const selector = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'prod' };
  const template = { metadata: { labels: { ...selector, 'helm.sh/chart': 'web-1.0.0' } } };
  const text = deploymentText({}, {}, { selector: { matchLabels: selector } }, { labels: { 'helm.sh/chart': 'web' } });
  const source = JSON.parse(text) as { spec: { template: { metadata: unknown } } };
  source.spec.template.metadata = template.metadata;
  expect(adoptedProps([JSON.stringify(source), serviceText({ selector })])).toEqual({
    port: 8080,
    networkPolicy: false,
    adopt: { selector },
  });
});

test('says labels of the pods, those of the Deployment too, and annotations but those that a tool writes again', () => {
  const source = JSON.parse(
    deploymentText({}, {}, {}, { labels: { team: 'a', tier: 'b' }, annotations: { note: 'n' } }),
  ) as {
    spec: { template: { metadata: unknown } };
  };
  source.spec.template.metadata = {
    labels: { app: 'web', team: 'a', zone: 'c' },
    annotations: { 'prometheus.io/scrape': 'true', 'checksum/config': '123' },
  };
  expect(adoptedProps([JSON.stringify(source)])).toEqual({
    networkPolicy: false,
    labels: { team: 'a' },
    podLabels: { zone: 'c' },
    podAnnotations: { 'prometheus.io/scrape': 'true' },
    overrides: { deployment: { metadata: { annotations: { note: 'n' }, labels: { tier: 'b' } } } },
  });
});

test('keeps a label of a Service by which a monitor finds it', () => {
  const monitor = objectText('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', {
    spec: { selector: { matchLabels: { release: 'prod' } }, endpoints: [{ port: 'http' }] },
  });
  const service = serviceText({ ports: [{ name: 'http', port: 8080 }] }, { labels: { release: 'prod', chart: 'web' } });
  expect(adoptedProps([deploymentText({}), service, monitor])).toEqual({
    port: 8080,
    servicePort: 8080,
    networkPolicy: false,
    overrides: { service: { metadata: { labels: { release: 'prod' } } } },
  });
});
