/** EventBridge: buses, the events on them, and rules that send them to targets. */
export { type Bus, newBus, newBuses } from './bus'
export { eventBridge } from './service'
