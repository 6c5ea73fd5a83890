import { readSettings } from '../../demo/backend/settings';

const given = { MONGODB_URI: 'mongodb://db/user-admin', MASTER_KEY: 'm', JWT_SECRET: 'j' };

describe('readSettings', () => {
  test('needs no more than the three secrets', () => {
    expect(readSettings(given)).toEqual({
      settings: { mongoUri: 'mongodb://db/user-admin', masterKey: 'm', jwtSecret: 'j', port: 8080, pod: 'localhost' },
      problems: [],
    });
  });

  test('names every variable that is missing, at once', () => {
    expect(readSettings({}).problems).toEqual([
      'MONGODB_URI is missing; set it to mongodb://user:password@host/database',
      'MASTER_KEY is missing; set it to a long random text',
      'JWT_SECRET is missing; set it to a long random text',
    ]);
  });

  test.each([
    [{ MONGODB_URI: 'mongodb://$(USER):$(PASSWORD)@db' }, 'MONGODB_URI refers to a variable that is not set before it'],
    [{ MONGODB_URI: 'postgres://db' }, 'MONGODB_URI must begin with mongodb://'],
    [{ PORT: '0' }, 'PORT must be an integer from 1 to 65535'],
    [{ PORT: 'http' }, 'PORT must be an integer from 1 to 65535'],
  ])('refuses %j without repeating the value', (change, problem) => {
    expect(readSettings({ ...given, ...change }).problems).toEqual([problem]);
  });
});
