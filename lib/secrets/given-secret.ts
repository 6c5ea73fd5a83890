import { apiObjectOf, isOfKind, NamedObject, namespaceOf, renderedNow } from '../construct/named-object';
import { isPlainObject } from '../findings/described';
import { dataKeyProblem } from '../kubernetes/names';
import { SecretType } from '../kubernetes/secret-type';
import { textField } from '../manifests/manifest';
import { instance } from '../props/instance';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { ofType, Schema, typed } from '../props/schema';
import { SecretKey, SecretRef } from './secret-ref';
import { secretObject } from './sources/secret-delivery';

/** A Secret that pods read: of a SecretRef, or of an object of the program. */
export interface GivenSecret extends Pick<
  SecretRef,
  'name' | 'namespace' | 'keys' | 'statedType' | 'copyOf' | 'delivery' | 'reload'
> {
  /** The type; undefined for a Secret that exists and that the program only names. */
  readonly type: SecretType | undefined;
}

const instanceOfRef = instance<SecretRef>(SecretRef, { wanted: 'a SecretRef', example: 'new SecretRef(chart, …)' });

/** The schema of a key of a SecretRef. */
export const refKey = instance<SecretKey>(SecretKey, {
  wanted: 'a key of a SecretRef',
  example: 'secretRef.key(…)',
});

/** The schema of a SecretRef with any keys, or of a Secret of the program. */
export const secretRef: Schema<SecretRef | NamedObject, GivenSecret> = {
  wanted: instanceOfRef.wanted,
  parse: (value) => (isOfKind(value, 'Secret') ? typed(givenSecret(value)) : instanceOfRef.parse(value)),
};

const secretObjectSchema = ofType<NamedObject>('a Secret', (value) => isOfKind(value, 'Secret'));

const keyOfObject = object({
  /** A Secret of the program, such as one of cdk8s-plus. */
  secret: secretObjectSchema,
  /** The key. */
  key: string({ check: dataKeyProblem }),
});

/** A key of a Secret that another library declares. cdk8s-plus calls it a `SecretValue`. */
export interface SecretObjectKey {
  /** A Secret of the program, or one of cdk8s-plus that exists. */
  readonly secret: NamedObject;
  /** The key. */
  readonly key: string;
}

/** The schema of a key of a Secret. */
export const secretKey: Schema<SecretKey | SecretObjectKey, SecretKey> = {
  wanted: refKey.wanted,
  parse: (value) => {
    if (!isPlainObject(value) || !isOfKind(value['secret'], 'Secret')) return refKey.parse(value);
    const parsed = keyOfObject.parse(value);
    if (!parsed.typed) return parsed;
    const { secret, key } = parsed.value;
    return typed(new SecretKey(secret.name, key, namespaceOf(secret)), parsed.issues);
  },
};

function givenSecret(secret: NamedObject): GivenSecret {
  const rendered = apiObjectOf(secret);
  const type = rendered && (textField(renderedNow(rendered), 'type') ?? 'Opaque');
  const { name } = secret;
  return {
    name,
    namespace: namespaceOf(secret),
    keys: [],
    type,
    statedType: undefined,
    copyOf: undefined,
    delivery: secretObject,
    reload: false,
  };
}
