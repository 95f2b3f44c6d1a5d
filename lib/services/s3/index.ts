/** S3: one store of texts by key, for tasks, and for what a map run reads and writes. */
export { answerStorage, type Bucket, newBucket } from './s3'
export { s3 } from './service'
