import { array } from '../../lib/props/array';
import { object } from '../../lib/props/object';
import { parsedProp, parsedSafely } from '../../lib/props/parsed-prop';
import { record } from '../../lib/props/record';
import { oneOf, string } from '../../lib/props/scalar';
import { variant } from '../../lib/props/variant';
import { hostile, throwing } from '../hostile-values';
import { issuesOf } from './issues-of';

test('parses a prop', () => {
  expect(parsedProp(string(), { name: 'a' }, 'name')).toEqual({ typed: true, value: 'a', issues: [] });
});

test('reports what a parse throws', () => {
  const parse = (): never => {
    throw new Error('not readable');
  };
  const issue = { at: '', code: 'thrown', want: 'threw not readable' };
  expect(parsedSafely(parse)).toEqual({ typed: false, issues: [issue] });
});

const named = object({ name: string(), other: string() });

test.each<[string, Parameters<typeof issuesOf>[0], unknown, string[]]>([
  ['an object', named, throwing('name'), ['it.name threw not readable', 'it.other must be a string, got undefined']],
  ['a record', record(string(), string()), throwing('a'), ['it["a"] threw not readable']],
  [
    'a variant',
    variant('type', [object({ type: oneOf(['a']) }), object({ type: oneOf(['b']) })]),
    throwing('type'),
    ['it.type threw not readable'],
  ],
  ['a list', array(named), [hostile], ['it[0] must be { name, other }, got an object']],
  ['a list with a hole', array(string()), new Array(1), ['it[0] must be a string, got undefined']],
])('names the prop of %s that throws, beside all other issues', (_, schema, value, issues) => {
  expect(issuesOf(schema, value)).toEqual(issues);
});
