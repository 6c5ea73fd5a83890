import { hostProblem, pathProblem } from '../../../lib/backend-service/ingress/route-paths';
import { textOf } from '../../problem-text';

test.each(['a.example.com', '*.example.com', 'a'])('takes the host %s', (host) => {
  expect(hostProblem(host)).toBeUndefined();
});

test.each(['https://a', 'a:80', '10.0.0.1', '*', '*.*.com', 'A.b', ''])('refuses the host %p', (host) => {
  expect(textOf(hostProblem(host))).toContain('must be a DNS name without a scheme, port or path');
});

test.each(['api', '/a//b', '/a/../b', '/.', '/a?b', '/a#b', '/a b', '/%2F', `/${'a'.repeat(1024)}`])(
  'refuses the path %s',
  (path) => {
    expect(textOf(pathProblem(path))).toContain('must be a path without "//", ".", ".." and a query');
  },
);
