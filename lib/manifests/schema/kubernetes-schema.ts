import { readFileSync } from 'node:fs';
import { packageFile } from '../../../imports/package-file';
import { Problem } from '../../findings/problem';
import { KubernetesManifest } from '../manifest';

/** A type of the Kubernetes API. */
export type FieldType = ObjectType | CollectionType | ChoiceType | ScalarType | BoundedType;

/** An object whose fields are known. */
export interface ObjectType {
  readonly is: 'object';
  /** The type's name, such as `Container`. */
  readonly name: string;
  /** True if a CustomResourceDefinition describes it; its name is then the kind of the whole. */
  readonly isCustom?: boolean;
  /** True if it may have fields that are not known. */
  readonly isOpen?: boolean;
  readonly required: readonly string[];
  readonly fields: ReadonlyMap<string, FieldType>;
}

/** A list, or a map whose keys are free. */
export interface CollectionType {
  readonly is: 'list' | 'map';
  readonly of: FieldType;
}

/** A string out of a few. The empty one is among them if it is the default. */
export interface ChoiceType {
  readonly is: 'choice';
  readonly values: readonly string[];
}

/** A value without parts: a string, a number, a boolean or free data. */
export interface ScalarType {
  readonly is:
    | 'string'
    | 'int32'
    | 'int64'
    | 'number'
    | 'boolean'
    | 'base64'
    | 'time'
    | 'quantity'
    | 'int-or-string'
    | 'int-or-percent'
    | 'any';
}

/** A value that a CustomResourceDefinition bounds beyond its type. */
export interface BoundedType {
  readonly is: 'bounded';
  readonly of: FieldType;
  /** True if it may be null. */
  readonly isNullable: boolean;
  /** Returns the problem of a value that has the type, and is beyond the bounds. */
  readonly problem: (value: unknown) => Omit<Problem, 'code'> | undefined;
}

/** The schema as it is written: one expression a field. */
interface SchemaFile {
  readonly kubernetes: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<
    Record<string, { readonly required?: readonly string[]; readonly fields: Readonly<Record<string, string>> }>
  >;
}

let file: SchemaFile | undefined;
const types = new Map<string, FieldType>();

/**
 * The type of a manifest's kind in the Kubernetes version of the schema; undefined for a custom resource, and for a version of a kind
 * that Kubernetes does not serve. Read when it is first needed.
 */
export function findType({ apiVersion, kind }: KubernetesManifest): FieldType | undefined {
  const name = schemaFile().kinds[`${apiVersion} ${kind}`];
  return name === undefined ? undefined : typeOf(name);
}

/** The kinds that Kubernetes serves by default, with their versions: `apps/v1 Deployment`. */
export function servedKinds(): readonly string[] {
  return Object.keys(schemaFile().kinds);
}

/** The type of every object's metadata, custom resources included. */
export function metadataType(): FieldType {
  return typeOf('meta.v1.ObjectMeta');
}

function schemaFile(): SchemaFile {
  file ??= JSON.parse(readFileSync(packageFile('imports/kubernetes-schema.json'), 'utf8')) as SchemaFile;
  return file;
}

function typeOf(expression: string): FieldType {
  let type = types.get(expression);
  if (type === undefined) {
    type = read(expression);
    types.set(expression, type);
  }
  return type;
}

function read(expression: string): FieldType {
  if (expression.startsWith('[]')) return { is: 'list', of: typeOf(expression.slice(2)) };
  if (expression.startsWith('{}')) return { is: 'map', of: typeOf(expression.slice(2)) };
  if (expression.startsWith('=')) return { is: 'choice', values: expression.slice(1).split('|') };
  const { required = [], fields } = schemaFile().types[expression] ?? {};
  if (fields === undefined) return { is: expression } as ScalarType;
  let read: ReadonlyMap<string, FieldType> | undefined;
  return {
    is: 'object',
    name: expression.split('.').at(-1) ?? '',
    required,
    // Types hold themselves, and of most of them no manifest asks.
    get fields() {
      return (read ??= new Map(Object.entries(fields).map(([name, type]) => [name, typeOf(type)])));
    },
  };
}
