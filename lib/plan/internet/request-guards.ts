import { field, listField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';

const guardAnnotation =
  /\/(?:auth-(?:url|type|secret|realm|tls-secret)|router\.middlewares|plugins|enable-(?:modsecurity|owasp-core-rules|global-auth)|wafv2-acl-arn|security-policy)$/;

/** The checks that requests pass before an Ingress or a route answers them: annotations that ask for a password, Traefik's middlewares. */
export function requestGuards(route: Manifest): string[] {
  const annotations = Object.entries(route.metadata.annotations ?? {})
    .filter(([key, value]) => guardAnnotation.test(key) && value !== '' && value !== 'none' && value !== 'false')
    .map(([key]) => key);
  const middlewares = listField(route, 'spec', 'routes')
    .flatMap((rule) => listField(rule, 'middlewares'))
    .map((middleware) => `the middleware ${String(field(middleware, 'name'))}`);
  return [...new Set([...annotations, ...middlewares])];
}
