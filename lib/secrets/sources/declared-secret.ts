import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { SecretType } from '../../kubernetes/secret-type';
import { isMap } from '../../props/map';

/** A Secret as its SecretRef declares it: where it is, which keys and which type it has, whatever its source. */
export interface DeclaredSecret {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly keys: readonly string[];
  readonly type: SecretType;
}

/** What is wrong with one part of a source, as a finding says it: `keys` and `must have "password", …`. */
export type SourceProblem = readonly [at: string, problem: Problem];

/** Reports the Secret's keys that a mapping lacks, and those of the mapping that the Secret does not have. */
export function mappingProblems(secret: DeclaredSecret, mapping: unknown, example: string): SourceProblem[] {
  const given = Object.keys(isMap(mapping) ? mapping : {});
  const known = secret.keys.map(shown).join(', ');
  return [
    ...secret.keys
      .filter((key) => !given.includes(key))
      .map((key): SourceProblem => {
        const got = given.length === 0 ? 'none' : given.map(shown).join(', ');
        return [
          'source.keys',
          { code: 'missing-prop', want: `must have ${shown(key)}`, got: got, write: `write ${shown(key)}: ${example}` },
        ];
      }),
    ...given
      .filter((key) => !secret.keys.includes(key))
      .map((key): SourceProblem => [
        'source.keys',
        { code: 'unknown-reference', want: 'must be keys of the Secret', got: shown(key), write: `use ${known}` },
      ]),
  ];
}

/** Reports fields of a value that must be texts and are not; the value itself is not repeated, for it may be a secret. */
export function textProblems(
  subject: string,
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): SourceProblem[] {
  const given = isMap(value) ? value : {};
  const isText = (name: string): boolean => typeof given[name] === 'string' && given[name] !== '';
  const wrong = [...required, ...optional.filter((name) => given[name] !== undefined)].filter((name) => !isText(name));
  return wrong.map((name) => {
    const got = given[name] === undefined || given[name] === '' ? 'none' : 'something else';
    return [`${subject}.${name}`, { code: 'invalid-value', want: 'must be a text', got: got, write: 'write it' }];
  });
}

/** Reports a field that may be left out and is none of the values that it can have. */
export function choiceProblems(subject: string, value: unknown, choices: readonly unknown[]): SourceProblem[] {
  if (value === undefined || choices.includes(value)) return [];
  const known = choices.map(shown).join(' or ');
  // A map or a text may be a secret in the wrong place.
  const got = typeof value === 'number' || typeof value === 'boolean' ? shown(value) : 'something else';
  return [
    [subject, { code: 'invalid-value', want: `must be ${known}`, got: got, write: `write ${shown(choices[0])}` }],
  ];
}
