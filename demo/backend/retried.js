// Of a socket that the other side has closed, which the driver passes on as they are, and of an operation that takes too long.
const codes = ['EPIPE', 'ECONNRESET', 'ETIMEDOUT'];

/**
 * Gives the result of an operation on the database, which is begun once more if its connection was lost. By itself the driver tries a write again only
 * for the first connection that it finds lost, and no operation that it was about to send; and now and then it waits for ever on such a connection.
 * @template Result
 * @param {() => Promise<Result>} operation
 * @param {number} milliseconds longer than the driver may look for a primary, and carry the operation out
 */
export async function retried(operation, milliseconds = 20_000) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = Object.assign(new Error(`no answer of the database in ${milliseconds} ms`), { code: 'ETIMEDOUT' });
  /** @type {Promise<never>} */
  const end = new Promise((_, reject) => (timer = setTimeout(reject, milliseconds, late)));
  try {
    return await Promise.race([twice(operation), end]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @template Result
 * @param {() => Promise<Result>} operation
 */
async function twice(operation) {
  try {
    return await operation();
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    return operation();
  }
}

/**
 * Whether an error says that a connection to the database was lost, so that it is not known what became of the operation.
 * @param {unknown} error
 */
export function isConnectionLost(error) {
  if (!(error instanceof Error)) return false;
  return error.name.startsWith('MongoNetwork') || ('code' in error && codes.includes(String(error.code)));
}
