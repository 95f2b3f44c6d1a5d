/** HTTP tasks through EventBridge connections, and calls of API Gateway, to endpoints of the exercise. */
export { invokeApi } from './api-gateway'
export { invokeHttp } from './http-task'
export { HIDDEN, secretHider, withoutSecrets } from './without-secrets'
