/** What a page needs at first that reads definitions as they come; JSONata is loaded with the first one in it. */
export { begin, parseOnDemand, restore, snapshot, step } from '@/lib/asl'
