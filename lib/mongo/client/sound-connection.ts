import { SecretKey } from '../../secrets/secret-ref';
import { ComposedValue } from '../../secrets/composed-value';
import { Endpoint } from '../../network/endpoint';
import { Findings } from '../../findings/findings';
import {
  advised,
  either,
  flag,
  instanceOf,
  mapOf,
  number,
  oneOf,
  optional,
  shapeFrom,
  Shapes,
  text,
} from '../../props/shape';
import { soundFields } from '../../props/sound-fields';
import { MongoBindingProps } from './binding';
import { MongoConnectionProps } from './connection';
import { userCredentials } from '../users/user';

const uriShape = instanceOf(
  SecretKey,
  'a key of a SecretRef',
  'new SecretRef(chart, "mongo-uri", { keys: ["uri"] }).key("uri")',
);
const databaseShape = advised(text, '"user-admin"');

const connectionShapes: Shapes<MongoConnectionProps> = {
  user: shapeFrom(userCredentials),
  database: optional(databaseShape),
  hosts: optional(advised(oneOf('seeds', 'srv'), '"srv"')),
  credentials: optional(advised(oneOf('uri', 'separate'), '"separate"')),
  readPreference: optional(
    advised(oneOf('primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest'), '"secondaryPreferred"'),
  ),
  writeConcern: optional(advised(either(text, number), '"majority"')),
  retryWrites: optional(advised(flag, 'true')),
  appName: optional(advised(text, '"user-admin"')),
  options: optional(advised(mapOf(either(text, number, flag)), '{ maxPoolSize: 20 }')),
};

const bindingShapes: Shapes<MongoBindingProps> = {
  user: shapeFrom(userCredentials),
  database: databaseShape,
  name: optional(advised(text, '"mongo"')),
  uri: optional(uriShape),
};

/** The props of a connection that are made of what they must be; undefined, after a finding, without a user. */
export function soundConnection(findings: Findings, given: MongoConnectionProps): MongoConnectionProps | undefined {
  const words = { of: 'a connection', write: '{ user, database }' };
  const sound = soundFields(findings.of('connection:'), connectionShapes, given, words);
  return sound.user === undefined ? undefined : { ...sound, user: sound.user };
}

/** Those of a binding; undefined, after a finding, without a user or a database. */
export function soundBinding(findings: Findings, given: MongoBindingProps): MongoBindingProps | undefined {
  const words = { of: 'a binding', write: '{ user, database }' };
  const { user, database, ...others } = soundFields(findings.of('binding:'), bindingShapes, given, words);
  return user === undefined || database === undefined ? undefined : { ...others, user, database };
}

/** A value of a whole connection string in a Secret; an empty one, after a finding, for what is no key of one. */
export function connectionOf(
  findings: Findings,
  uri: SecretKey,
  reach: Pick<ComposedValue, 'endpoint' | 'files'>,
): ComposedValue {
  const misfit = uriShape.misfit(uri);
  if (misfit === undefined) return { secrets: { SECRET: uri }, text: (variable) => `$(${variable}_SECRET)`, ...reach };
  findings.add('connectionFrom: uri', misfit);
  return noConnection(reach.endpoint);
}

/** What leads to the members and says nothing, where what it is to say is not known. */
export function noConnection(endpoint: Endpoint | undefined): ComposedValue {
  return { secrets: {}, text: () => '', endpoint };
}
