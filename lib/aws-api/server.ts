/** The part of the protocol that only a server needs: whether a request comes from who it says. */
import 'server-only'

export { type SignedRequest, type Verification, verifySignature } from './signature/verify-signature'
