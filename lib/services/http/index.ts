/** HTTP tasks through EventBridge connections, to endpoints of the exercise. */
export { invokeHttp } from './http-task'
export { HIDDEN, secretHider, withoutSecrets } from './without-secrets'
