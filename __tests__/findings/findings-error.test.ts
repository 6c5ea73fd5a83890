import { FindingsError } from '../../lib/findings/findings-error';

const one = { path: 'a', code: 'conflict', want: 'is one' };
const other = { path: 'b', at: 'port', code: 'valid-ports', want: 'is another', got: 5, write: 'write 6' };

test('says how many findings there are, and each on a line', () => {
  expect(new FindingsError([one]).message).toBe('1 finding:\n[a] is one');
  expect(new FindingsError([one, other]).message).toBe(
    '2 findings:\n[a] is one\n[b] port is another, got 5; write 6 (valid-ports)',
  );
});

test('keeps the findings as values', () => {
  expect(new FindingsError([one, other]).findings).toEqual([one, other]);
});
