import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../../lib/backend-service/model/props';
import { DefaultProps, setDefaults } from '../../../lib/pods/defaults';
import { throwing } from '../../hostile-values';
import { refusal, rendered } from '../../rendered';

const least = { image: 'docker.io/demo/api:1.2.3', port: 8080 };
const ingress = { host: 'api.example.com', scheme: 'internal', tls: 'load balancer' } as const;

/** The objects of a service whose scope has a platform, and of one whose props state the same. */
function inheritedAndStated(props: (platform: { readonly platform?: 'aws' }) => Partial<BackendServiceProps>) {
  const inherited = rendered((chart) => {
    setDefaults(chart, { platform: 'aws' });
    new BackendService(chart, 'api', { ...least, ...props({}) });
  });
  const stated = rendered((chart) => {
    new BackendService(chart, 'api', { ...least, ...props({ platform: 'aws' }) });
  });
  return { inherited, stated };
}

test('of the defaults is that of an Ingress and a load balancer without a platform and a class', () => {
  const { inherited, stated } = inheritedAndStated((platform) => ({
    ingress: { ...ingress, ...platform },
    expose: { type: 'LoadBalancer', scheme: 'internal', ...platform },
  }));
  expect(inherited).toEqual(stated);
});

test('of the defaults is that of every Ingress of a list without a platform and a class', () => {
  const { inherited, stated } = inheritedAndStated((platform) => ({
    ingress: [
      { ...ingress, ...platform },
      { ...ingress, name: 'partners', host: 'partners.example.com', ...platform },
      { name: 'internal', host: 'api.example.org', className: 'nginx', tls: { secretName: 'tls' } },
    ],
  }));
  expect(inherited).toEqual(stated);
});

test('of the defaults is not that of those which state one, or a class', () => {
  const props: Partial<BackendServiceProps> = {
    ingress: { host: 'api.example.com', className: 'nginx', tls: { secretName: 'tls' } },
    expose: { type: 'LoadBalancer', class: 'example.com/metal' },
  };
  const build = (chart: Chart) => new BackendService(chart, 'api', { ...least, ...props });
  const below = rendered((chart) => {
    setDefaults(chart, { platform: 'aws' });
    build(chart);
  });
  expect(below).toEqual(rendered(build));
});

test('of the defaults leaves props that throw to the findings', () => {
  const refused = refusal((chart) => {
    setDefaults(chart, { platform: 'aws' });
    new BackendService(chart, 'api', { ...least, ingress: throwing('platform') as never });
  });
  expect(refused).toContain('[shop/api] ingress.platform threw not readable');
});

test('asks for the scheme of a load balancer, and without one for a class', () => {
  const refused = (defaults: DefaultProps, props: Partial<BackendServiceProps>) =>
    refusal((chart) => {
      setDefaults(chart, defaults);
      new BackendService(chart, 'api', { ...least, ...props });
    });
  expect(refused({ platform: 'gke' }, { expose: { type: 'LoadBalancer' } })).toBe(
    '1 finding:\n[shop/api] expose.scheme must be "internal" or "internet-facing", got undefined',
  );
  expect(refused({}, { ingress })).toContain(
    '[shop/api] ingress.className must be a string, got undefined; write "nginx", or a platform',
  );
});
