/** From a request to a person: the session cookie, the roles, and the only ways to make a route or an action. */
export { askAuth } from './ask-auth'
export { browserCookie } from './browser-cookie'
export { bytesUpTo } from './bytes-up-to'
export { type FormState, formAction, instructorAction, learnerAction, RefusedForm } from './form-action'
export { learnerQuery, learnerRoute, type RouteContext } from './learner-route'
export { requestNonce } from './nonce'
export { currentInstructor, currentPerson, requireInstructor, requireLearner } from './people'
export { RefusedRequest } from './refused-request'
