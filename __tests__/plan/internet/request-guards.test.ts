import { requestGuards } from '../../../lib/plan/internet/request-guards';
import { object } from '../../manifests';

test('knows the annotations and middlewares that look at requests', () => {
  const annotations = {
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'alb.ingress.kubernetes.io/auth-type': 'none',
    'nginx.ingress.kubernetes.io/proxy-body-size': '1m',
  };
  const spec = { routes: [{ middlewares: [{ name: 'login' }] }, { middlewares: [{ name: 'login' }] }] };
  expect(requestGuards(object('IngressRoute', { spec }, { annotations }))).toEqual([
    'nginx.ingress.kubernetes.io/auth-type',
    'the middleware login',
  ]);
});
