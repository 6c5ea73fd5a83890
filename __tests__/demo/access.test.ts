import { createHmac, randomBytes } from 'node:crypto';
import { access } from '../../demo/backend/access';
import { issueToken, tokenSeconds } from '../../demo/backend/token';

const secrets = { masterKey: randomBytes(24).toString('hex'), jwtSecret: randomBytes(24).toString('hex') };
const now = 1_800_000_000;

describe('access', () => {
  test('lets the master key do everything', () => {
    expect(access(`Bearer ${secrets.masterKey}`, secrets, now)).toBe('all');
    expect(access(`bearer  ${secrets.masterKey}`, secrets, now)).toBe('all');
  });

  test('lets a token read until it expires', () => {
    const header = `Bearer ${issueToken('ann', secrets.jwtSecret, now)}`;
    expect(access(header, secrets, now + tokenSeconds - 1)).toBe('read');
    expect(access(header, secrets, now + tokenSeconds)).toBe('none');
  });

  test.each([
    ['no header', undefined],
    ['another scheme', `Basic ${secrets.masterKey}`],
    ['the key alone', secrets.masterKey],
    ['an empty key', 'Bearer '],
    ['a longer key', `Bearer ${secrets.masterKey}x`],
    ['a token of another secret', `Bearer ${issueToken('ann', 'other', now)}`],
    ['an unsigned token', `Bearer ${token({ alg: 'none' })}.`],
    ['a signed token whose header asks for no algorithm', `Bearer ${signed(token({ alg: 'none' }))}`],
    ['a token in four parts', `Bearer ${issueToken('ann', secrets.jwtSecret, now)}.x`],
  ])('lets %s do nothing', (_, header) => {
    expect(access(header, secrets, now)).toBe('none');
  });
});

function token(header: Record<string, string>): string {
  return [header, { sub: 'ann', exp: now + 60 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}

function signed(text: string): string {
  return `${text}.${createHmac('sha256', secrets.jwtSecret).update(text).digest('base64url')}`;
}
