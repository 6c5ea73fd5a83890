import { App, Chart } from 'cdk8s';
import { BackendService, BackendServiceProps, BackendWorker, setDefaults, TenantNamespace } from '../../../lib';
import { redisCache } from '../redis';

const image = (name: string): string =>
  `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${name}:v0.10.6`;

/** Google's Online Boutique: a shop of a frontend and nine gRPC services, with a Redis and a program that buys there all the time. */
export function onlineBoutique(app: App): void {
  const chart = new Chart(app, 'online-boutique', { namespace: 'online-boutique' });
  setDefaults(chart, { size: 's', scanners: ['kube-score', 'polaris'] });
  new TenantNamespace(chart, 'tenant');

  // Without it, they send profiles to Google Cloud.
  const env = { DISABLE_PROFILER: '1' };
  const grpc = (name: string, port: number, props?: Partial<BackendServiceProps>): BackendService =>
    new BackendService(chart, name, {
      image: image(name),
      port,
      servicePort: port,
      health: { ready: { grpc: port } },
      ...props,
    });

  const ads = grpc('adservice', 9555, { resources: { requests: { memory: '300Mi' } } });
  const carts = grpc('cartservice', 7070, { env: { REDIS_ADDR: redisCache(chart, 'redis-cart').service } });
  const currencies = grpc('currencyservice', 7000, { env });
  const emails = grpc('emailservice', 8080, { env, servicePort: 5000 });
  const payments = grpc('paymentservice', 50051, { env });
  const products = grpc('productcatalogservice', 3550, { env });
  const recommendations = grpc('recommendationservice', 8080, {
    env: { ...env, PRODUCT_CATALOG_SERVICE_ADDR: products.service },
    resources: { requests: { memory: '450Mi' } },
  });
  const shipping = grpc('shippingservice', 50051, { env });

  const shared = {
    CART_SERVICE_ADDR: carts.service,
    CURRENCY_SERVICE_ADDR: currencies.service,
    PRODUCT_CATALOG_SERVICE_ADDR: products.service,
    SHIPPING_SERVICE_ADDR: shipping.service,
  };
  const checkout = grpc('checkoutservice', 5050, {
    env: { ...shared, EMAIL_SERVICE_ADDR: emails.service, PAYMENT_SERVICE_ADDR: payments.service },
  });
  const frontend = new BackendService(chart, 'frontend', {
    image: image('frontend'),
    port: 8080,
    // The cookie keeps probes from starting sessions.
    health: { ready: { path: '/_healthz', httpHeaders: { Cookie: 'shop_session-id=x-readiness-probe' } } },
    env: {
      ...shared,
      AD_SERVICE_ADDR: ads.service,
      CHECKOUT_SERVICE_ADDR: checkout.service,
      RECOMMENDATION_SERVICE_ADDR: recommendations.service,
      // The frontend does not start without it, and uses it only if ENABLE_ASSISTANT is set.
      SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
    },
    expose: { type: 'LoadBalancer' },
  });

  new BackendWorker(chart, 'loadgenerator', {
    image: image('loadgenerator'),
    replicas: 1,
    strategy: 'Recreate',
    env: { FRONTEND_ADDR: frontend.service },
    resources: { requests: { memory: '512Mi' } },
  });
}
