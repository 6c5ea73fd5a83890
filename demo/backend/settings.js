/**
 * What the service reads from its environment.
 * @typedef {{ mongoUri: string, masterKey: string, jwtSecret: string, port: number, pod: string }} Settings
 */

/**
 * The settings, and what is wrong with them, one message a variable; no message repeats a value.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {{ settings: Settings, problems: string[] }}
 */
export function readSettings(environment) {
  const { MONGODB_URI = '', MASTER_KEY = '', JWT_SECRET = '', PORT = '8080', HOSTNAME = 'localhost' } = environment;
  const problems = [];
  if (MONGODB_URI === '') problems.push('MONGODB_URI is missing; set it to mongodb://user:password@host/database');
  // The kubelet leaves a reference to a variable that does not exist as it is.
  else if (MONGODB_URI.includes('$(')) problems.push('MONGODB_URI refers to a variable that is not set before it');
  else if (!/^mongodb(\+srv)?:\/\/./.test(MONGODB_URI)) problems.push('MONGODB_URI must begin with mongodb://');
  if (MASTER_KEY === '') problems.push('MASTER_KEY is missing; set it to a long random text');
  if (JWT_SECRET === '') problems.push('JWT_SECRET is missing; set it to a long random text');
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) problems.push('PORT must be an integer from 1 to 65535');
  const settings = { mongoUri: MONGODB_URI, masterKey: MASTER_KEY, jwtSecret: JWT_SECRET, port, pod: HOSTNAME };
  return { settings, problems };
}
