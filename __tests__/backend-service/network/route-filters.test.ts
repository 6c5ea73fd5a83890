import {
  filterList,
  grpcFilters,
  httpFilters,
  replacesPrefix,
} from '../../../lib/backend-service/network/route-filters';
import { decided } from '../../../lib/props/schema';
import { issuesOf } from '../../problem-text';

test('lists filters as the Gateway API has them', () => {
  const filters = decided(httpFilters, {
    requestHeaderModifier: { set: { 'x-team': 'shop' }, remove: ['x-debug'] },
    responseHeaderModifier: { add: { 'x-served-by': 'shop' } },
    urlRewrite: { hostname: 'b.example.com', path: { replacePrefixMatch: '/' } },
  });
  expect(filterList(filters)).toEqual([
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: 'x-team', value: 'shop' }], remove: ['x-debug'] },
    },
    {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: { add: [{ name: 'x-served-by', value: 'shop' }] },
    },
    {
      type: 'URLRewrite',
      urlRewrite: { hostname: 'b.example.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
    },
  ]);
  expect(replacesPrefix(filters)).toBe(true);
});

test('writes the status of a redirect that the API server fills in', () => {
  const filters = decided(httpFilters, { requestRedirect: { path: { replaceFullPath: '/new' } } });
  expect(filterList(filters)).toEqual([
    {
      type: 'RequestRedirect',
      requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' }, statusCode: 302 },
    },
  ]);
  expect(replacesPrefix(filters)).toBe(false);
});

test('has no list without filters', () => {
  expect(filterList({})).toBeUndefined();
});

const seventeen = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`x-${index}`, 'a']));

test.each<[object, string[]]>([
  [
    { requestRedirect: { port: 8443 }, urlRewrite: { hostname: 'a.b' } },
    [
      'must not have both requestRedirect and urlRewrite; leave one out: a redirect answers before any pod sees the request',
    ],
  ],
  [{ requestRedirect: {} }, ['requestRedirect must change something, got nothing; write scheme: "https"']],
  [{ urlRewrite: {} }, ['urlRewrite must change something, got nothing; write path: { replacePrefixMatch: "/" }']],
  [
    { requestRedirect: { scheme: 'https', statusCode: 200 } },
    ['requestRedirect.statusCode must be 301 or 302 or 303 or 307 or 308, got 200'],
  ],
  [
    { urlRewrite: { hostname: '*.example.com' } },
    [
      'urlRewrite.hostname must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "*.example.com"; write "example-com"',
    ],
  ],
  [
    { urlRewrite: { path: { replaceFullPath: 'a' } } },
    ['urlRewrite.path.replaceFullPath must be a path without "//", ".", ".." and a query, got "a"; write "/api"'],
  ],
  [
    { requestHeaderModifier: { set: { 'x team': 'a' } } },
    ['requestHeaderModifier.set["x team"] must be the name of a header, got "x team"; write "X-Request-Start"'],
  ],
  [
    { requestHeaderModifier: { set: { 'x-team': '' } } },
    ['requestHeaderModifier.set["x-team"] must be one line of 1 to 4096 characters, got ""; write "https"'],
  ],
  [
    { requestHeaderModifier: { remove: ['X-A', 'x-a'] } },
    ['requestHeaderModifier.remove must be named once each, got ["X-A","x-a"]; leave the others out'],
  ],
  [
    { responseHeaderModifier: { add: seventeen } },
    ['responseHeaderModifier.add must be at most 16, got 17; write another route'],
  ],
])('refuses %j', (filters, issues) => {
  expect(issuesOf(httpFilters, filters)).toEqual(issues);
});

test('has for gRPC the filter that every controller supports', () => {
  expect(issuesOf(grpcFilters, { requestHeaderModifier: { set: { a: 'b' } } })).toEqual([]);
  expect(issuesOf(grpcFilters, { requestRedirect: { port: 1 } })).toEqual([
    'requestRedirect is unknown; write one of requestHeaderModifier',
  ]);
});
