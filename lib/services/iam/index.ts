/**
 * Who may do what: policies as IAM evaluates them, which permissions an integration needs, and how it fails
 * without. Pure functions over policy documents; nothing here changes the account.
 */
export { type Admission, admit } from './admit'
export type { Permission } from './arn'
export { type AccessRequest, type Decision, decide, type Identity } from './decide'
export { denialRows, denialWords } from './denial-words'
export { type JobWatch, WATCHED } from './job-watch'
export { type PolicyDocument, type ReadPolicy, readPolicy } from './policy-document'
export { permissionsFor } from './required-permissions'
export { type Role, type RoleSetup, roleOf } from './role'
export { storageDenial } from './storage-denial'
export { trusts } from './trust'
export { type RoleAsked, userMayAssume } from './user-assumes'
