import { ingressPlatforms, platformOf } from '../../../lib/backend-service/ingress/ingress-platforms';

test.each(Object.keys(ingressPlatforms))('knows %s', (platform) => {
  expect(platformOf({ platform } as never)).toBe(ingressPlatforms[platform]);
});

test.each([undefined, 'toString', 'azure'])('takes %s for a controller that it does not know', (platform) => {
  expect(platformOf({ platform } as never)).toMatchObject({ isCloud: false });
});
