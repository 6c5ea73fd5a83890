import { image } from '../../kubernetes/image';
import { pullSecrets } from '../../pods/pull-secrets';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { optional, Props, PropsOf } from '../../props/schema';

/** The props of the application's image and program. */
export const container = object({
  /** The container image, with a tag other than `latest` or a digest. */
  image,
  /**
   * The rule for pulling the image.
   * @default 'Always'
   */
  imagePullPolicy: oneOf(['Always', 'IfNotPresent', 'Never'], { default: 'Always' }),
  /**
   * The program that replaces the image's entrypoint.
   * @default - the image's
   */
  command: optional(array(string())),
  /**
   * The program's arguments.
   * @default - the image's
   */
  args: optional(array(string())),
  ...pullSecrets.entries,
});

/** The props of the application's image and program, as a program writes them. */
export interface ContainerProps extends PropsOf<typeof container>, Props {}
