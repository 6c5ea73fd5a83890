import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FindingsError } from '../../findings/findings-error';
import { unreadable } from '../../findings/system-reason';
import { field, textField } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { RegistryImage } from './registry-image';

/** A user of a registry, with a password or with a token of `docker login`. */
export type RegistryUser =
  { readonly username: string; readonly password: string } | { readonly identityToken: string };

/** Finds the user of an image's registry; undefined if docker has no credentials for it. */
export type RegistryUsers = (image: RegistryImage) => RegistryUser | undefined;

/**
 * Returns the users in docker's file: `config.json` in the directory that DOCKER_CONFIG names, or in `~/.docker`. A credential store of
 * docker is not read.
 * @throws FindingsError if the file exists and cannot be read
 */
export function registryUsers(variables: Readonly<Record<string, string | undefined>>): RegistryUsers {
  const { DOCKER_CONFIG = '' } = variables;
  const path = join(DOCKER_CONFIG === '' ? join(homedir(), '.docker') : DOCKER_CONFIG, 'config.json');
  const auths = field(parsedFile(path), 'auths');
  const entries = isMap(auths) ? Object.entries(auths).map(([key, entry]) => [placeOf(key), entry] as const) : [];
  return ({ registry, repository }) => {
    const wanted = `${registry}/${repository}/`;
    // Some programs have an entry for a part of a registry.
    const [nearest] = entries
      .filter(([place]) => wanted.startsWith(`${place}/`))
      .sort(([one], [other]) => other.length - one.length);
    return nearest === undefined ? undefined : userOf(nearest[1]);
  };
}

/** Returns the place of an entry: `https://index.docker.io/v1/` is `docker.io`. */
function placeOf(key: string): string {
  const place = key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  return place === 'index.docker.io' || place === 'registry-1.docker.io' ? 'docker.io' : place;
}

function userOf(entry: unknown): RegistryUser | undefined {
  const identityToken = textField(entry, 'identitytoken') ?? '';
  if (identityToken !== '') return { identityToken };
  const decoded = Buffer.from(textField(entry, 'auth') ?? '', 'base64').toString();
  const [, user, secret] = /^([^:]+):(.+)$/s.exec(decoded) ?? [];
  const username = user ?? textField(entry, 'username');
  const password = secret ?? textField(entry, 'password');
  return username === undefined || password === undefined ? undefined : { username, password };
}

function parsedFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // The message of a parser repeats the text.
    const finding =
      error instanceof SyntaxError ? { path, code: 'cannot-read', want: 'is not JSON' } : unreadable(path, error);
    throw new FindingsError([{ ...finding, write: 'correct it, or set DOCKER_CONFIG to another directory' }]);
  }
}
