import { field, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { currentGroupKind } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';
import { isMap } from '../../props/map';
import { internalMarks } from './private-networks';
import { valuesAt } from './route-kinds';

/** A check that requests pass before a load balancer or a route answers them. */
export interface RequestGuard {
  /** The check in words: `the middleware login`. */
  readonly name: string;
  /** The name that it shares with the checks that can stand in for it, such as one login for another. */
  readonly family: string;
}

/** The family of annotations that ask for an internal address. */
export const internalFamily = 'internal address';

// Annotations of load balancers and routes, by family.
const annotations: readonly (readonly [family: string, key: RegExp])[] = [
  ['login', /\/auth-(?:url|type|secret|tls-secret)$/],
  ['global login', /\/enable-global-auth$/],
  ['firewall', /\/(?:enable-(?:modsecurity|owasp-core-rules)|wafv2-acl-arn|waf-acl-id|security-policy)$/],
  ['plugins', /\/plugins$/],
  ['denied addresses', /\/(?:deny-?list|denylist-source-range|blacklist|block-?list)/],
  [
    'firewall of addresses',
    /\/(?:azure-allowed-service-tags|(?:aws-load-balancer-)?security-group(?:s|-prefix-lists)|(?:alibaba-cloud|alicloud)-loadbalancer-acl-status|linode-loadbalancer-firewall-(?:acl|id)|do-loadbalancer-(?:allow|deny)-rules)$/,
  ],
];
const middlewareAnnotation = /\/router\.middlewares$/;
const switchedOff = ['', 'none', 'false', 'off'];

// Fields of routes that ask clients for something, by group and kind, below `spec`.
const guardFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'projectcontour.io/HTTPProxy': {
    'virtualhost.authorization': 'authorization',
    'virtualhost.jwtProviders': 'jwtProviders',
    'virtualhost.ipAllowPolicy': 'ipAllowPolicy',
    'virtualhost.ipDenyPolicy': 'ipDenyPolicy',
    'virtualhost.tls.clientValidation': 'client certificates',
    'routes.*.ipAllowPolicy': 'ipAllowPolicy of a route',
  },
  'gateway.networking.k8s.io/Gateway': {
    'listeners.*.tls.frontendValidation': 'client certificates',
    'tls.frontend': 'client certificates',
  },
  'k8s.nginx.org/VirtualServer': { 'policies.*.name': 'the policy', 'routes.*.policies.*.name': 'the policy' },
  'traefik.io/Middleware': {
    basicAuth: 'basicAuth',
    digestAuth: 'digestAuth',
    forwardAuth: 'forwardAuth',
    ipAllowList: 'ipAllowList',
    ipWhiteList: 'ipWhiteList',
  },
};
const clientCertificates = ['MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL'];
// A middleware whose object is elsewhere goes by its name.
const harmlessName = /compress|gzip|header|redirect|https|strip|prefix|path|retry|cors|buffer|hsts|cache|error|www/i;
const guardName = /auth|login|allow|white|ip|oidc|sso|jwt|waf|crowdsec|limit/i;

/** The checks that requests pass before an object answers them, with the objects around it that tell which of its middlewares are checks. */
export function requestGuards(route: KubernetesManifest, all: readonly KubernetesManifest[] = []): RequestGuard[] {
  const found = [
    ...annotationGuards(route),
    ...internalMarks(route).map((name) => ({ name, family: internalFamily })),
    ...fieldGuards(route),
    ...middlewares(route)
      .filter((name) => isGuard(name, route, all))
      .map((name) => guard(`the middleware ${name}`)),
  ];
  return [...new Map(found.map((each) => [each.name, each])).values()];
}

function annotationGuards(route: KubernetesManifest): RequestGuard[] {
  const written = Object.entries(textMapField(route, 'metadata', 'annotations')).filter(
    ([, value]: [string, unknown]) => typeof value === 'string',
  );
  const isOptional = written.some(
    ([key, value]) => key.endsWith('/auth-tls-verify-client') && /^(?:off|opt)/.test(value),
  );
  return written
    .filter(([key, value]) => !switchedOff.includes(value) && !(isOptional && key.endsWith('/auth-tls-secret')))
    .flatMap(([name]) => annotations.filter(([, key]) => key.test(name)).map(([family]) => ({ name, family })));
}

function fieldGuards(route: KubernetesManifest): RequestGuard[] {
  const kind = currentGroupKind(route).replace('traefik.containo.us', 'traefik.io');
  if (kind === 'networking.istio.io/Gateway')
    return valuesAt(route['spec'], 'servers.*.tls.mode').some((mode) =>
      clientCertificates.some((each) => each === mode),
    )
      ? [guard('client certificates')]
      : [];
  return Object.entries(guardFields[kind] ?? {}).flatMap(([path, name]) =>
    valuesAt(route['spec'], path)
      .filter((value) => value !== undefined && value !== null && field(value, 'disabled') !== true)
      .map((value) => guard(typeof value === 'string' ? `${name} ${value}` : name)),
  );
}

function guard(name: string): RequestGuard {
  return { name, family: name };
}

/** The middlewares of Traefik that a route names: `login`, `shop-login@kubernetescrd` in an annotation. */
function middlewares(route: KubernetesManifest): string[] {
  const annotated = Object.entries(textMapField(route, 'metadata', 'annotations'))
    .filter(([key]) => middlewareAnnotation.test(key))
    .flatMap(([, value]: [string, unknown]) => (typeof value === 'string' ? value.split(',') : []))
    .map((name) => name.trim());
  const named = listField(route, 'spec', 'routes').flatMap((rule) => listField(rule, 'middlewares'));
  return [...annotated, ...named.flatMap((middleware) => textField(middleware, 'name') ?? [])].filter(
    (name) => name !== '',
  );
}

// A route names one of its namespace, and an annotation one of whatever namespace, with that in front.
const middlewaresNamed = searchable(({ kind, metadata: { name, namespace = '' } }: KubernetesManifest) =>
  kind === 'Middleware' ? [`${namespace} ${name}`, `${namespace}-${name}`] : [],
);

/** Tells whether a middleware looks at who asks: by its object if that is known, or else by its name. */
function isGuard(name: string, route: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const own = name.replace(/@\w+$/, '');
  const [object] = middlewaresNamed(all, `${route.metadata.namespace ?? ''} ${own}`, own);
  if (object === undefined) return guardName.test(own) || !harmlessName.test(own);
  const spec = object['spec'];
  return fieldGuards(object).length > 0 || (isMap(spec) && ('plugin' in spec || 'chain' in spec));
}
