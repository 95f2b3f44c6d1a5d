/** What a worker needs to run definitions that are texts. */
export { begin, parse, restore, snapshot, step } from '@/lib/asl'
