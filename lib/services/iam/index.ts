/**
 * Who may do what: policies as IAM evaluates them, which permissions an integration needs, and how it fails
 * without. Pure functions over policy documents; nothing here changes the account.
 */
export { type Admission, admit } from './admit'
export { type AccessRequest, type Decision, decide, type Identity } from './decide'
export { denialWords } from './denial-words'
export { type PolicyDocument, type ReadPolicy, readPolicy } from './policy-document'
export { type Permission, permissionsFor } from './required-permissions'
export { type Role, type RoleSetup, roleOf } from './role'
export { trusts } from './trust'
