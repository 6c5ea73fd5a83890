import { isNamedSecret, secretShape } from '../../plaintext/secret-likeness';

const hidden = '(hidden)';

const uriPassword = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]{0,256}:)[^\s/?#@]{1,256}(?=@)/gi;
const assignment = /((["']?)([A-Za-z][\w.-]*)\2\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/g;
// What generators of secrets write; a digest of an image is none.
const randomWord = /(?<!sha256:[0-9a-f]*)[A-Za-z0-9+/_=-]{16,}/g;

/**
 * Returns a line that a program wrote without what may be a secret: passwords in URIs, values that their names call secret, words that look
 * random, and the whole line if it has the shape of another secret.
 */
export function hiddenSecrets(line: string): string {
  const plain = line
    .replace(uriPassword, `$1${hidden}`)
    .replace(assignment, (all: string, before: string, _quote: string, name: string, value: string) =>
      isNamedSecret(name, value.replace(/^["']|["']$/g, '')) && value !== hidden ? `${before}${hidden}` : all,
    )
    .replace(randomWord, (word) => (isRandom(word) ? hidden : word));
  const shape = secretShape(plain.replaceAll(hidden, ''));
  return shape === undefined ? plain : `(a line with ${shape})`;
}

// Of a random word every second character is of another kind than the one before; of a compound name every fourth.
const randomChanges = 1 / 3;
// Of a random word nearly half of the letters are capitals; of a compound name every sixth.
const randomCapitals = 1 / 4;

/** Tells whether a word is unlike one of a language, a path, or a name that Kubernetes makes, which has lower-case parts between dashes. */
function isRandom(word: string): boolean {
  const digits = word.replace(/\D/g, '').length;
  const kinds = Array.from(word, (character) => (/\d/.test(character) ? 0 : /[a-z]/.test(character) ? 1 : 2));
  const [capitals, smallLetters] = [word.replace(/[^A-Z]/g, '').length, word.replace(/[^a-z]/g, '').length];
  const isMixed = capitals > 0 && smallLetters > 0;
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  if (isMixed && changes > randomChanges * word.length) return true;
  if (word.length >= 32 && Math.min(capitals, smallLetters) > randomCapitals * word.length) return true;
  return digits >= 3 && digits < word.length && (isMixed || !/[-/_]/.test(word));
}
