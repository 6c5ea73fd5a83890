import { Problem, quoted } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { port } from '../../network/port';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { matching, oneOf, string } from '../../props/scalar';
import { Decided, optional, refine } from '../../props/schema';
import { union } from '../../props/union';
import { pathProblem } from '../ingress/route-paths';

const most = 16;
const headerName = string(
  matching(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/, 'must be the name of a header', '"X-Request-Start"'),
);
const headerValue = string(matching(/^[^\r\n]{1,4096}$/, 'must be one line of 1 to 4096 characters', '"https"'));
const headers = optional(record(headerName, headerValue, { check: (given) => namesProblem(Object.keys(given)) }));

const headerModifier = object({
  /** Headers by name, which replace those of the same name. @default - none */
  set: headers,
  /** Headers by name, which are added to those of the same name. @default - none */
  add: headers,
  /** The names of headers that are removed. @default - none */
  remove: optional(array(headerName, { check: namesProblem })),
});

const newPath = string({ check: pathProblem, example: '"/api"' });

/** The path that a request gets: all of it, or the part that the route's path is. */
const path = union([
  object({
    /** The new path, for all requests. */
    replaceFullPath: newPath,
  }),
  object({
    /** The new beginning, in place of the route's only path, which is a prefix. */
    replacePrefixMatch: newPath,
  }),
]);

const hostname = string({
  check: (name) => dnsSubdomainProblem(name),
  example: '"api.example.com"',
});

const requestRedirect = object({
  /** The scheme of the new address. @default - that of the request */
  scheme: optional(oneOf(['http', 'https'])),
  /** The host of the new address. @default - that of the request */
  hostname: optional(hostname),
  /** The path of the new address. @default - that of the request */
  path: optional(path),
  /** The port of the new address. @default - that of the scheme, or else of the Gateway's listener */
  port: optional(port),
  /** The status of the answer. Every controller has 301 and 302. @default 302 */
  statusCode: oneOf([301, 302, 303, 307, 308], { default: 302 }),
});

const urlRewrite = object({
  /** The host that the pods see. @default - that of the request */
  hostname: optional(hostname),
  /** The path that the pods see. @default - that of the request */
  path: optional(path),
});

const requestHeaders = {
  /** Changes of the headers that the pods get. @default - none */
  requestHeaderModifier: optional(headerModifier),
};

/** The filters of a GRPCRoute: of those that the Gateway API has, the one that every controller supports. */
export const grpcFilters = object(requestHeaders);

/** The filters of an HTTPRoute. */
export const httpFilters = refine(
  object({
    ...requestHeaders,
    /** Changes of the headers that the client gets. @default - none */
    responseHeaderModifier: optional(headerModifier),
    /** A redirect, which answers in place of the pods. @default - none */
    requestRedirect: optional(
      refine(requestRedirect, ({ scheme, hostname, path, port }) =>
        nothingProblem([scheme, hostname, path, port], 'scheme: "https"'),
      ),
    ),
    /** A change of the request's host or path. @default - none */
    urlRewrite: optional(
      refine(urlRewrite, ({ hostname, path }) => nothingProblem([hostname, path], 'path: { replacePrefixMatch: "/" }')),
    ),
  }),
  ({ requestRedirect, urlRewrite }) => {
    if (requestRedirect === undefined || urlRewrite === undefined) return undefined;
    const want = 'must not have both requestRedirect and urlRewrite';
    return { code: 'conflict', want, write: 'leave one out: a redirect answers before any pod sees the request' };
  },
);

/** The filters of an HTTPRoute with every default decided. */
export type DecidedHttpFilters = Decided<typeof httpFilters>;

/** Returns the filters as the Gateway API lists them; undefined without any. */
export function filterList({
  requestHeaderModifier,
  responseHeaderModifier,
  requestRedirect,
  urlRewrite,
}: DecidedHttpFilters): readonly object[] | undefined {
  const filters = [
    requestHeaderModifier && {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: modifierFields(requestHeaderModifier),
    },
    responseHeaderModifier && {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: modifierFields(responseHeaderModifier),
    },
    requestRedirect && { type: 'RequestRedirect', requestRedirect: withTypedPath(requestRedirect) },
    urlRewrite && { type: 'URLRewrite', urlRewrite: withTypedPath(urlRewrite) },
  ].filter((filter) => filter !== undefined);
  return filters.length === 0 ? undefined : filters;
}

/** True if a filter replaces the part of the path that the route's path is. */
export function replacesPrefix({ requestRedirect, urlRewrite }: DecidedHttpFilters): boolean {
  const path = requestRedirect?.path ?? urlRewrite?.path;
  return path !== undefined && 'replacePrefixMatch' in path;
}

function modifierFields({ set, add, remove }: Decided<typeof headerModifier>): object {
  return { set: headerList(set), add: headerList(add), remove };
}

function headerList(headers: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function withTypedPath(filter: { readonly path?: Decided<typeof path> }): object {
  const type = filter.path && ('replaceFullPath' in filter.path ? 'ReplaceFullPath' : 'ReplacePrefixMatch');
  return { ...filter, path: filter.path && { type, ...filter.path } };
}

function nothingProblem(changes: readonly unknown[], example: string): Problem | undefined {
  if (changes.some((change) => change !== undefined)) return undefined;
  return { code: 'missing-prop', want: 'must change something', got: 'nothing', write: `write ${example}` };
}

/** Names of headers are the same in upper and lower case. */
function namesProblem(names: readonly string[]): Problem | undefined {
  const want = `must be at most ${most}`;
  if (names.length > most) return { code: 'out-of-range', want, got: names.length, write: 'write another route' };
  if (new Set(names.map((name) => name.toLowerCase())).size === names.length) return undefined;
  return { code: 'not-unique', want: 'must be named once each', got: quoted(names), write: 'leave the others out' };
}
