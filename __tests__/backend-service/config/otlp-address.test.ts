import {
  otlpAddress,
  otlpEndpointProblem,
  OtlpProtocol,
  otlpProtocol,
  otlpProtocolProblem,
} from '../../../lib/backend-service/config/otlp-address';
import { problemText } from '../../../lib/findings/problem';

const addressOf = (endpoint: string) => {
  const address = otlpAddress(endpoint);
  if (address === undefined) throw new Error(endpoint);
  return address;
};

test.each([
  ['http://collector:4317', { scheme: 'http', host: 'collector', port: 4317, hasPort: true, path: '' }],
  ['https://otlp.example.com', { scheme: 'https', host: 'otlp.example.com', port: 443, hasPort: false, path: '' }],
  ['http://10.0.0.1/otlp', { scheme: 'http', host: '10.0.0.1', port: 80, hasPort: false, path: '/otlp' }],
  ['http://[fd00::1]:4318/', { scheme: 'http', host: '[fd00::1]', port: 4318, hasPort: true, path: '/' }],
])('reads the parts of %s', (endpoint, parts) => {
  expect(otlpAddress(endpoint)).toEqual(parts);
});

test.each([
  ['collector:4317', '"collector:4317"'],
  ['grpc://collector:4317', '"grpc://collector:4317"'],
  ['http://', '"http://"'],
  ['http://a_b:4318', '"http://a_b:4318"'],
  ['http://$(HOST_IP):4318', '"http://$(HOST_IP):4318"'],
  ['http://collector:0', '"http://collector:0"'],
  [`http://collector.${'a'.repeat(64)}:4318`, `"http://collector.${'a'.repeat(64)}:4318"`],
  ['http://collector:65536', '"http://collector:65536"'],
  ['http://[fd00::x]:4318', '"http://[fd00::x]:4318"'],
  ['http://collector:4318?key=a', '"http://collector:4318?key=a"'],
  ['https://user:password@collector:4318', 'one with "@"'],
])('refuses the endpoint %s, without showing a password', (endpoint, got) => {
  expect(textOf(otlpEndpointProblem(endpoint))).toBe(
    `must be an http or https URL of a host name or IP address, without user, query and fragment, got ${got}; write "http://collector.observability:4317"`,
  );
});

test('refuses the path of a signal, which SDKs would add once more', () => {
  expect(textOf(otlpEndpointProblem('http://collector:4318/v1/traces'))).toBe(
    'must end before the path of a signal, which SDKs add themselves, got "http://collector:4318/v1/traces"; write "http://collector:4318"',
  );
});

test.each<[string, OtlpProtocol | undefined, OtlpProtocol]>([
  ['http://collector:4317', undefined, 'grpc'],
  ['http://collector:4318', undefined, 'http/protobuf'],
  ['https://otlp.example.com', undefined, 'http/protobuf'],
  ['http://collector:4318', 'http/json', 'http/json'],
])('of %s with protocol %s, speaks %s', (endpoint, stated, expected) => {
  expect(otlpProtocol(stated, addressOf(endpoint))).toBe(expected);
});

test.each<[OtlpProtocol, string, string | undefined]>([
  ['grpc', 'http://collector:4317', undefined],
  ['grpc', 'https://otlp.example.com:443/', undefined],
  ['http/json', 'https://otlp.example.com/otlp', undefined],
  [
    'grpc',
    'http://collector:4318',
    'must not be "grpc", because port 4318 is that of HTTP; write "http/protobuf", or another port',
  ],
  [
    'http/json',
    'http://collector:4317',
    'must not be "http/json", because port 4317 is that of gRPC; write "grpc", or another port',
  ],
  [
    'grpc',
    'https://otlp.example.com',
    'needs an endpoint with a port and without a path for "grpc"; write endpoint: "https://otlp.example.com:443"',
  ],
  [
    'grpc',
    'http://collector:14317/otlp',
    'needs an endpoint with a port and without a path for "grpc"; write endpoint: "http://collector:14317"',
  ],
])('of %s at %s, finds %s', (protocol, endpoint, expected) => {
  expect(textOf(otlpProtocolProblem(protocol, addressOf(endpoint)))).toBe(expected);
});

function textOf(problem: ReturnType<typeof otlpEndpointProblem>): string | undefined {
  return problem && problemText(problem);
}
