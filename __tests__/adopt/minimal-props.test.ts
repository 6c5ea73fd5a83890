import { minimalProps } from '../../lib/adopt/minimal-props';

test('leaves out what changes nothing, inside of props too, but no variable', () => {
  const props = { image: 'a', replicas: 2, health: { ready: '/', timeoutSeconds: 2 }, env: { PORT: '1', MODE: '2' } };
  const needed = (text: string): boolean =>
    text.includes('"image":"a"') && text.includes('"ready":"/"') && text.includes('MODE');
  expect(minimalProps(props, (each) => needed(JSON.stringify(each)))).toEqual({
    image: 'a',
    health: { ready: '/' },
    env: { MODE: '2' },
  });
});

test('leaves out parts of the routes of a list', () => {
  const ingress = [
    { host: 'a', port: 'http' },
    { name: 'b', host: 'b', rules: [{ host: 'c', paths: ['/'] }] },
  ];
  const needed = (text: string): boolean =>
    ['"a"', '"name":"b"', '"host":"b"', '"host":"c"'].every((part) => text.includes(part));
  expect(minimalProps({ ingress }, (each) => needed(JSON.stringify(each)))).toEqual({
    ingress: [{ host: 'a' }, { name: 'b', host: 'b', rules: [{ host: 'c' }] }],
  });
});

test('says a size where that is shorter than the resources', () => {
  const resources = { requests: { cpu: '50m', memory: '128Mi' } };
  expect(
    minimalProps({ image: 'a', resources, port: 1 }, (each) => {
      const { size, resources: given } = each;
      const text = JSON.stringify(given ?? {});
      return size === 's' || (size === undefined && text.includes('50m') && text.includes('128Mi'));
    }),
  ).toEqual({ size: 's' });
});
