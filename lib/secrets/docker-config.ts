import { Problem } from '../findings/problem';
import { textField } from '../manifests/manifest';
import { isMap } from '../props/map';

const shape = '{ "auths": { "registry.example.com": { "auth": "<user:password in base64>" } } }';

/**
 * Returns the problem of registries' credentials that the kubelet could not read, and repeats nothing of them. The file of
 * `docker login` often has none, for a credential store keeps them.
 * https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
 */
export function dockerConfigProblem(text: string): Problem | undefined {
  const problem = { code: 'invalid-value', want: `must be JSON of the form ${shape}` } as const;
  const config = parsed(text);
  if (!isMap(config)) return { ...problem, got: 'something else' };
  const { auths } = config;
  if (!isMap(auths) || Object.keys(auths).length === 0) return { ...problem, got: 'one without registries in "auths"' };
  if (Object.values(auths).every(hasCredentials)) return undefined;
  return { ...problem, got: 'a registry without "auth"', write: 'a credential store may keep it' };
}

function hasCredentials(entry: unknown): boolean {
  const [auth = '', username = '', password = ''] = ['auth', 'username', 'password'].map((key) =>
    textField(entry, key),
  );
  if (auth !== '') return /^[^:]+:./s.test(Buffer.from(auth, 'base64').toString('latin1'));
  return username !== '' && password !== '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
