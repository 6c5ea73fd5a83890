import { areas } from '../../../lib/backend-service/model/areas';
import { backend, BackendServiceProps } from '../../../lib/backend-service/model/props';
import { decided } from '../../../lib/props/schema';
import { least } from '../edge-values';

test('has the props of every area, each in one of them', () => {
  const names = areas.flatMap(({ props }) => Object.keys(props.entries));
  expect(Object.keys(backend.entries)).toEqual(names);
});

test('decides the defaults that depend on no other prop', () => {
  expect(decided(backend, least)).toMatchObject({ replicas: 2, size: 'm', servicePort: 80, kubernetes: '1.30' });
});

test('asks the compiler for an image and a port, and for no prop that there is not', () => {
  // @ts-expect-error: no image
  const anonymous: BackendServiceProps = { port: 8080 };
  // @ts-expect-error: no prop of this name
  const coloured: BackendServiceProps = { ...least, colour: 'red' };
  expect([anonymous, coloured].map((props) => backend.parse(props).issues.map(({ code }) => code))).toEqual([
    ['missing-prop'],
    ['unknown-prop'],
  ]);
});
