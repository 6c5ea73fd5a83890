import { annotationByName, secretNameOf } from '../../lib/secrets/secret-names';
import { SecretKey } from '../../lib/secrets/secret-ref';

test('is the name of a Secret, and of the Secret of a key', () => {
  expect(secretNameOf({ name: 'login' })).toBe('login');
  expect(secretNameOf(new SecretKey('login', 'password'))).toBe('login');
});

test('has the values of an annotation by the names of Secrets, sorted and each once, and none without values', () => {
  const secrets = [
    { name: 'b', value: '1' },
    { name: 'c' },
    { secretName: 'a', value: '2' },
    { name: 'b', value: '1' },
  ];
  const annotation = (values: readonly (typeof secrets)[number][]) =>
    annotationByName('example.com/values', values, ({ value }) => value);
  expect(annotation(secrets)).toEqual({ 'example.com/values': '{"a":"2","b":"1"}' });
  expect(annotation([{ name: 'c' }])).toEqual({});
});
