/** Faults that the exercise orders: throttled, broken, slow, silent and doubled calls. */
export { faultOn, withFaults } from './faults'
