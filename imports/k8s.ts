// The typed Kubernetes API objects, as cdk8s-plus-27 ships them: one class set, and no generated copy of it.
export { k8s } from 'cdk8s-plus-27';
