/** What a page needs to run machines that have been parsed, in both query languages. */
export { begin, restore, snapshot, step } from '@/lib/asl/interpret'
export { loadJsonata } from '@/lib/asl/query/jsonata'
