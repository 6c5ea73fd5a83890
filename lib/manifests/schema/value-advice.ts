import { FieldType, ObjectType } from './kubernetes-schema';

/** The examples of texts by the names of the fields that ask for one in many types. */
const examples: Readonly<Record<string, string>> = {
  name: 'web',
  mountPath: '/data',
  devicePath: '/dev/xvda',
  path: '/data',
  key: 'example.com/zone',
  topologyKey: 'kubernetes.io/hostname',
  fieldPath: 'metadata.name',
  resource: 'limits.memory',
  claimName: 'data',
  driver: 'ebs.csi.aws.com',
  provisioner: 'ebs.csi.aws.com',
  schedule: '0 3 * * *',
  ip: '192.0.2.1',
  cidr: '10.0.0.0/8',
};

/** Returns an example of a value for a field of a type, for advice: `an object with name, image`, `true or false`. */
export function valueAdvice(type: FieldType | undefined, name = ''): string {
  switch (type?.is) {
    case 'object':
      return `an object with ${exampleFields(type).join(', ')}`;
    case 'list':
      return 'a list';
    case 'choice':
      return type.values.filter((value) => value !== '').join(' or ');
    case 'int32':
    case 'int64':
      return 'an integer';
    case 'boolean':
      return 'true or false';
    case 'bounded':
      return valueAdvice(type.of, name);
    case 'string':
      return Object.hasOwn(examples, name) ? `one such as "${examples[name] ?? ''}"` : 'it';
    default:
      return 'it';
  }
}

function exampleFields({ required, fields }: ObjectType): readonly string[] {
  return required.length > 0 ? required : [...fields.keys()].slice(0, 3);
}
