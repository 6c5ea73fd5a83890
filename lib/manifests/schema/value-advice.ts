import { FieldType, ObjectType } from './kubernetes-schema';

/** Returns an example of a value for a field of a type, for advice: `an object with name, image`, `true or false`. */
export function valueAdvice(type: FieldType | undefined): string {
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
      return valueAdvice(type.of);
    default:
      return 'it';
  }
}

function exampleFields({ required, fields }: ObjectType): readonly string[] {
  return required.length > 0 ? required : [...fields.keys()].slice(0, 3);
}
