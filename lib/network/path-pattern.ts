import { Problem, quoted } from '../findings/problem';

/**
 * Returns the problem of a path that is a regular expression or a template where it is compared as it is written, so that no request ever
 * has it.
 */
export function pathPatternProblem(path: string): Problem | undefined {
  const text = path.replace(/^\^/, '');
  const sign = text.search(/\.[*+?]|[\\^*()[\]{}|]|\$$/);
  if (sign < 0 && text === path) return undefined;
  const [before, rest] = sign < 0 ? [text, ''] : [text.slice(0, sign), text.slice(sign)];
  const whole = /^(\(\/|\.|\*|\$|$)/.test(rest);
  const prefix = (whole ? before : before.replace(/[^/]*$/, '')).replace(/\/+$/, '');
  return {
    code: 'invalid-value',
    want: 'must be a path as requests have it and no pattern',
    got: quoted(path),
    write: `write ${quoted(prefix || '/')}, which has all below it`,
  };
}
