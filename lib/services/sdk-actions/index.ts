/**
 * The services and actions that AWS SDK integrations can name, as the SDKs know them. The list is large, so it is
 * loaded when a definition needs it and is not part of any bundle.
 */
export { exceptionPrefix } from './exception-prefix'
export { isOwnAction, ownActions } from './own-actions'
export { loadSdkActions, SdkActions } from './sdk-actions'
