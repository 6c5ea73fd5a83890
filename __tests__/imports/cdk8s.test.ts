import * as imported from 'cdk8s';
import { cdk8s } from '../../imports/cdk8s';

test('is the same copy of cdk8s as a program has that imports it', () => {
  expect(cdk8s().App).toBe(imported.App);
});
