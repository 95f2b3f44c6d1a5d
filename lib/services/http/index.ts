/** HTTP tasks through EventBridge connections, to endpoints of the exercise. */
export { invokeHttp } from './http-task'
