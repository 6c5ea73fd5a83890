import { hasGeneratedName, KubernetesManifest, objectName } from '../manifests/manifest';
import { eachOnce } from '../manifests/object-identity';
import { LiteralSecret, withoutLiteralSecrets } from './source/literal-secrets';
import { statedManifest } from './source/stated-manifest';

/** An object that is in no program, and the reason. */
export interface OmittedObject {
  readonly object: KubernetesManifest;
  readonly reason: string;
}

/** A Secret that must get keys whose values were literals. */
export interface NewSecret {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly keys: readonly string[];
  /** The workload whose variables they were. */
  readonly source: KubernetesManifest;
}

/** The objects of a source, as far as a program may have them. */
export interface Source {
  /** The objects of the program: no Secrets, no literal secrets. */
  readonly objects: readonly KubernetesManifest[];
  /** The same objects as they are now. */
  readonly before: readonly KubernetesManifest[];
  readonly secrets: readonly KubernetesManifest[];
  readonly omitted: readonly OmittedObject[];
  readonly newSecrets: readonly NewSecret[];
}

/** Returns what a program is written from: each object once, as its author states it, with Secrets and literal secrets apart. */
export function readSource(given: readonly KubernetesManifest[]): Source {
  const all = eachOnce(given).map(statedManifest);
  const secrets = all.filter(({ kind }) => kind === 'Secret');
  const names = new Set(secrets.map(objectName));
  const omitted: OmittedObject[] = [];
  const newSecrets: NewSecret[] = [];
  const pairs = all
    .filter(({ kind }) => kind !== 'Secret')
    .flatMap((object) => {
      const { namespace } = object.metadata;
      const free = [`${object.metadata.name}-secrets`, `${object.metadata.name}-literals`];
      const secret = free.find((each) => !names.has(objectName(secretOf(each, namespace)))) ?? '';
      const { manifest, literals, leak } = withoutLiteralSecrets(object, secret);
      if (hasGeneratedName(object)) omitted.push({ object, reason: 'has no name until it is created' });
      else if (object.metadata.annotations?.['helm.sh/hook'] !== undefined)
        omitted.push({ object, reason: 'is a hook of Helm' });
      else if (manifest === undefined) omitted.push({ object, reason: `has a secret in ${leak ?? ''}` });
      else {
        if (literals.length > 0) newSecrets.push(newSecret(object, secret, literals));
        return [{ object: manifest, before: object }];
      }
      return [];
    });
  return {
    objects: pairs.map(({ object }) => object),
    before: pairs.map(({ before }) => before),
    secrets,
    omitted,
    newSecrets,
  };
}

function newSecret(source: KubernetesManifest, name: string, literals: readonly LiteralSecret[]): NewSecret {
  return { namespace: source.metadata.namespace, name, keys: literals.map(({ key }) => key), source };
}

function secretOf(name: string, namespace: string | undefined): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}
